// What every page does beyond showing itself: theme, copying BibTeX, keys. What takes more - other
// formats, the basket, marks - is in shelf.js and cite.js, loaded when a reader asks for it.
(function () {
  "use strict";
  var root = document.documentElement;
  var themes = ["", "light", "dark"];
  var own = document.currentScript;
  var home = own.getAttribute("src").split("assets/")[0];
  var lib = (window.readingList = window.readingList || {});
  var loading = {};
  lib.home = home;
  // Lists on one host keep apart what their readers store.
  lib.store = "reading-list:" + new URL(home || ".", location.href).pathname;

  lib.load = function (name) {
    loading[name] = loading[name] || new Promise(function (done, fail) {
      var script = document.createElement("script");
      script.src = home + (own.dataset[name] || name);
      script.onload = done;
      script.onerror = function () { delete loading[name]; fail(new Error(name)); };
      document.head.append(script);
    });
    return loading[name];
  };

  function shelf(action, about) {
    lib.load("shelf").then(function () { lib.shelf[action](about); });
  }

  function has(name) {
    try {
      return localStorage.getItem(lib.store + name);
    } catch (error) {
      return null;
    }
  }

  // A paper's page offers the formats; of lists, each entry's `cite` opens them.
  var ways = document.querySelector(".cite-ways");
  if (ways && own.dataset.shelf) {
    ["biblatex BibLaTeX", "ris RIS", "csl CSL-JSON", "markdown Markdown", "apa APA", "ieee IEEE", "acm ACM", "plain Plain text"]
      .forEach(function (both) {
        var button = document.createElement("button");
        button.type = "button";
        button.dataset.format = both.split(" ")[0];
        button.textContent = both.slice(both.indexOf(" ") + 1);
        ways.insertBefore(button, ways.lastElementChild);
      });
    var more = document.createElement("button");
    more.type = "button";
    more.dataset.shelf = "open";
    more.textContent = "Basket and marks…";
    ways.insertBefore(more, ways.lastElementChild);
  }
  if (own.dataset.offline && navigator.serviceWorker && location.protocol !== "file:") {
    addEventListener("load", function () {
      navigator.serviceWorker.register(home + own.dataset.offline).catch(function () {
        // Reading goes on without it.
      });
    });
  }
  if (own.dataset.shelf && (has("basket") || has("marks"))) lib.load("shelf");

  // The papers of a list for reference managers (COinS), made from what the entries say.
  function context(entry) {
    var link = entry.querySelector(".entry-title a");
    var pairs = [["ctx_ver", "Z39.88-2004"], ["rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"], ["rft.genre", "article"],
      ["rft.atitle", link.textContent]];
    entry.querySelectorAll(".entry-people > a, .entry-people > bdi, .rest a, .rest bdi").forEach(function (name) {
      if (!name.getAttribute("href") || name.getAttribute("href").indexOf("papers/") < 0) pairs.push(["rft.au", name.textContent]);
    });
    var where = entry.querySelector(".where");
    var year = where && /(\d{4})\.html$/.exec(where.getAttribute("href"));
    if (where) pairs.push(["rft.jtitle", where.textContent]);
    if (year) pairs.push(["rft.date", year[1]]);
    entry.querySelectorAll(".words a").forEach(function (one) {
      var doi = /^https:\/\/doi\.org\/(.+)/.exec(one.href);
      if (doi) pairs.push(["rft_id", "info:doi/" + decodeURIComponent(doi[1])]);
      else if (one.textContent === "arXiv") pairs.push(["rft_id", one.href]);
    });
    var span = document.createElement("span");
    span.className = "Z3988";
    span.title = pairs.map(function (pair) { return pair[0] + "=" + encodeURIComponent(pair[1].trim()); }).join("&");
    entry.append(span);
  }
  addEventListener("load", function () {
    var entries = document.querySelectorAll(".entry");
    if (document.querySelector('meta[name="citation_title"]') || !entries.length) return;
    (window.requestIdleCallback || setTimeout)(function () {
      entries.forEach(context);
      document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true }));
    });
  });


  function chooseNextTheme() {
    var next = themes[(themes.indexOf(root.dataset.theme || "") + 1) % themes.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    try {
      if (next) localStorage.setItem("theme", next);
      else localStorage.removeItem("theme");
    } catch (error) {
      // Without storage the choice lasts as long as the page.
    }
  }

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copy(button) {
    var source = document.getElementById(button.dataset.copy);
    var said = button.parentNode.querySelector(".copy-said");
    function say(text) {
      said.textContent = text;
      setTimeout(function () { said.textContent = ""; }, 4000);
    }
    function copyByHand() {
      select(source);
      // Where the clipboard is closed to pages, the text is at least selected.
      say(document.execCommand("copy") ? "Copied" : "Selected: copy it with your keyboard");
    }
    if (!navigator.clipboard) return copyByHand();
    navigator.clipboard.writeText(source.textContent).then(function () { say("Copied"); }, copyByHand);
  }

  // The search page listens to its own form before this does.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.dataset.search || event.defaultPrevented) return;
    event.preventDefault();
    location.href = form.dataset.search + "?q=" + encodeURIComponent(form.elements.q.value);
  });

  // Where the reader is in a list; the focus says so to everyone.
  function step(by) {
    var titles = Array.from(document.querySelectorAll(".entry-title a"));
    var now = titles.indexOf(entryLink());
    var next = titles[now < 0 ? (by > 0 ? 0 : titles.length - 1) : now + by];
    if (!next) return;
    next.focus({ focusVisible: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function entryLink() {
    var entry = document.activeElement && document.activeElement.closest(".entry");
    return entry && entry.querySelector(".entry-title a");
  }

  var keys = {
    "/": function () {
      var field = document.getElementById("search_field");
      var link = document.querySelector('.nav a[href$="search.html"]');
      if (field) field.select();
      else if (link) location.href = link.href;
    },
    j: function () { step(1); },
    k: function () { step(-1); },
    o: function () { if (entryLink()) location.href = entryLink().href; },
    c: function () {
      var here = document.querySelector(".copy");
      if (entryLink() && own.dataset.shelf) shelf("copy", entryLink());
      else if (here) copy(here);
    },
    "?": function () { if (own.dataset.shelf) shelf("help"); },
  };

  document.addEventListener("keydown", function (event) {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest('.words a[href$="#cite"]');
    if (link && own.dataset.shelf && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      return shelf("open", link);
    }
    var button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("theme")) chooseNextTheme();
    else if (button.dataset.copy) copy(button);
    else if (button.dataset.shelf) shelf(button.dataset.shelf, button);
    else if (button.dataset.format && button.closest(".cite-ways")) shelf("format", button);
  });
})();
