// What every page does beyond showing itself. It runs when the page has been read; what it makes work
// keeps its place in the style sheet until then. What takes more - search, other formats, the basket,
// marks - is in scripts that are loaded when a reader asks for them.
(function () {
  "use strict";
  const root = document.documentElement;
  const THEMES = ["", "light", "dark"];
  const own = document.currentScript;
  const home = own.getAttribute("src").split("assets/")[0];
  const lib = (window.readingList = window.readingList || {});
  const loading = {};
  lib.home = home;
  // Lists on one host keep apart what their readers store.
  lib.store = `reading-list:${new URL(home || ".", location.href).pathname}`;

  // What is stored under a name, if anything: storage may be switched off.
  function stored(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }
  const kept = () => stored(`${lib.store}basket`) || stored(`${lib.store}marks`);

  // First of all, as a browser may be about to paint.
  if (THEMES.indexOf(stored("theme")) > 0) root.dataset.theme = stored("theme");
  root.classList.add("js");

  lib.load = (name) =>
    (loading[name] ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = home + (own.dataset[name] || name);
      script.onload = done;
      script.onerror = () => { delete loading[name]; fail(new Error(name)); };
      document.head.append(script);
    }));
  const shelf = (action, about) => lib.load("shelf").then(() => lib.shelf[action](about));

  // The script of this page alone, from the moment that there is something for it to do. What it
  // stands in for is hidden meanwhile, unless a reader is about to use that.
  const page = document.querySelector("[data-script]");
  const field = document.getElementById("search_field");
  function start(wanted) {
    if (!wanted) root.classList.add("asked");
    lib.wanted = wanted;
    lib.load(page.dataset.script).catch(() => root.classList.remove("asked"));
    focusField();
  }
  // Not where a keyboard on the screen would come up.
  function focusField() {
    if (page && field && !matchMedia("(pointer: coarse)").matches) field.focus();
  }

  if (page && field) field.addEventListener("input", () => start(), { once: true });
  if (page && (field ? location.search : location.hash || kept())) start();
  else if (own.dataset.shelf && kept()) lib.load("shelf");
  focusField();

  // A paper's page offers the formats; of lists, each entry's `cite` opens them.
  const ways = own.dataset.shelf && document.querySelector(".cite-ways");
  if (ways) {
    for (const both of ["biblatex BibLaTeX", "ris RIS", "csl CSL-JSON", "markdown Markdown", "apa APA", "ieee IEEE",
      "acm ACM", "plain Plain text"]) {
      const [format, ...name] = both.split(" ");
      addWay(name.join(" "), { format });
    }
    addWay("Basket and marks…", { shelf: "open" });
  }
  function addWay(textContent, data) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent });
    Object.assign(button.dataset, data);
    ways.insertBefore(button, ways.lastElementChild);
  }

  // An address may hold a per cent sign that stands for nothing.
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  // The papers of a list for reference managers (COinS), made from what the entries say.
  function context(entry) {
    const link = entry.querySelector(".entry-title a");
    const pairs = [["ctx_ver", "Z39.88-2004"], ["rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"], ["rft.genre", "article"],
      ["rft.atitle", link.textContent]];
    entry.querySelectorAll(".entry-people > a, .entry-people > bdi, .rest a, .rest bdi").forEach((name) => {
      if (!name.getAttribute("href") || name.getAttribute("href").indexOf("papers/") < 0) pairs.push(["rft.au", name.textContent]);
    });
    const where = entry.querySelector(".where");
    const year = where && /(\d{4})\.html$/.exec(where.getAttribute("href"));
    if (where) pairs.push(["rft.jtitle", where.textContent]);
    if (year) pairs.push(["rft.date", year[1]]);
    entry.querySelectorAll(".words a").forEach((one) => {
      const doi = /^https:\/\/doi\.org\/(.+)/.exec(one.href);
      if (doi) pairs.push(["rft_id", "info:doi/" + decoded(doi[1])]);
      else if (one.textContent === "arXiv") pairs.push(["rft_id", one.href]);
    });
    const span = document.createElement("span");
    span.className = "Z3988";
    span.title = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.trim())}`).join("&");
    entry.append(span);
  }
  addEventListener("load", () => {
    // Reading goes on without it.
    if (own.dataset.offline && navigator.serviceWorker && location.protocol !== "file:") {
      navigator.serviceWorker.register(home + own.dataset.offline).catch(() => {});
    }
    const entries = document.querySelectorAll(".entry");
    if (document.querySelector('meta[name="citation_title"]') || !entries.length) return;
    (window.requestIdleCallback || setTimeout)(() => {
      entries.forEach(context);
      document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true }));
    });
  });

  function chooseNextTheme() {
    const next = THEMES[(THEMES.indexOf(root.dataset.theme || "") + 1) % THEMES.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    try {
      if (next) localStorage.setItem("theme", next);
      else localStorage.removeItem("theme");
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    const said = button.parentNode.querySelector(".copy-said");
    function say(text) {
      said.textContent = text;
      setTimeout(() => { said.textContent = ""; }, 4000);
    }
    function copyByHand() {
      select(source);
      // Where the clipboard is closed to pages, the text is at least selected.
      say(document.execCommand("copy") ? "Copied" : "Selected: copy it with your keyboard");
    }
    if (!navigator.clipboard) return copyByHand();
    navigator.clipboard.writeText(source.textContent).then(() => say("Copied"), copyByHand);
  }

  // The search page listens to its own form before this does.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.search || event.defaultPrevented) return;
    event.preventDefault();
    if (page) return start();
    location.href = form.dataset.search + "?q=" + encodeURIComponent(form.elements.q.value);
  });

  // Where the reader is in a list; the focus says so to everyone.
  function step(by) {
    const titles = Array.from(document.querySelectorAll(".entry-title a"));
    const now = titles.indexOf(entryLink());
    const next = titles[now < 0 ? (by > 0 ? 0 : titles.length - 1) : now + by];
    if (!next) return;
    next.focus({ focusVisible: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function entryLink() {
    const entry = document.activeElement && document.activeElement.closest(".entry");
    return entry && entry.querySelector(".entry-title a");
  }

  const keys = {
    "/"() {
      const link = document.querySelector('.nav a[href$="search.html"]');
      if (field) field.select();
      else if (link) location.href = link.href;
    },
    j() { step(1); },
    k() { step(-1); },
    o() { if (entryLink()) location.href = entryLink().href; },
    c() {
      const here = document.querySelector(".copy");
      if (entryLink() && own.dataset.shelf) shelf("copy", entryLink());
      else if (here) copy(here);
    },
    "?"() { if (own.dataset.shelf) shelf("help"); },
  };

  document.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('.words a[href$="#cite"]');
    if (link && own.dataset.shelf && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      return shelf("open", link);
    }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("theme")) chooseNextTheme();
    else if (button.dataset.start !== undefined) start(button.dataset.start);
    else if (button.dataset.copy) copy(button);
    else if (button.dataset.shelf) shelf(button.dataset.shelf, button);
    else if (button.dataset.format && button.closest(".cite-ways")) shelf("format", button);
  });
})();
