// A reader's own shelf: copying citations, the basket, marks and notes. All of it stays in this
// browser. Loaded when a reader asks for it, or has something on the shelf.
(function () {
  "use strict";
  const lib = window.readingList;
  const MARKS = { todo: "To read", read: "Read" };
  const years = {};

  const read = (name, otherwise) => {
    try {
      const found = JSON.parse(localStorage.getItem(lib.store + name));
      return found && typeof found === "object" ? found : otherwise;
    } catch {
      return otherwise;
    }
  };
  // Tells whether it could be kept: storage may be full or switched off.
  const write = (name, value) => {
    try {
      if (Object.keys(value).length) localStorage.setItem(lib.store + name, JSON.stringify(value));
      else localStorage.removeItem(lib.store + name);
    } catch {
      say("Your browser does not let this page keep anything.");
    }
    show();
  };
  // The basket: keys with their years, in the order in which they came.
  const basket = () => read("basket", {});
  // Marks: by key, {state, note, year, title}.
  const marks = () => read("marks", {});

  // Makes an element: make("p", { className: "x" }, "text", child).
  function make(tag, values, ...children) {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...children);
    return made;
  }

  let status;
  function say(text) {
    const open = document.querySelector("dialog[open]") || document.body;
    if (!status || status.parentNode !== open) {
      status?.remove();
      status = make("p", { className: "toast", role: "status" });
      open.append(status);
    }
    // A moment later, as screen readers miss what is there from the start.
    setTimeout(() => { status.textContent = text; }, 30);
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { status.textContent = ""; }, 4000);
  }

  // Which paper something on the page is about.
  function about(element) {
    const entry = element && element.closest(".entry");
    const link = entry && entry.querySelector(".entry-title a");
    const page = link ? link.getAttribute("href") : location.pathname;
    const key = decodeURIComponent(/([^/]+)\.html/.exec(page)[1]);
    const where = (entry || document).querySelector(entry ? ".where" : ".eyebrow a");
    const year = /([^/]+)\.html$/.exec(where.getAttribute("href"))[1];
    const title = (link || document.querySelector("h1")).textContent;
    return { key, year, title };
  }

  // The papers of a year, as cite.js reads them.
  lib.cited = (year, text) => { years[year] = new Map(lib.parse(text).map((paper) => [paper.key, paper])); };
  async function papersOf(year) {
    await lib.load("cite");
    if (!years[year]) await lib.load(`data/${year}.js`);
    return years[year];
  }
  async function paperOf({ key, year }) {
    const here = document.getElementById("bibtex");
    if (here && here.textContent.includes(`{${key},`)) {
      await lib.load("cite");
      return lib.parse(here.textContent)[0];
    }
    return (await papersOf(year)).get(key);
  }
  async function papers(wanted) {
    const found = [];
    for (const one of wanted) {
      const paper = await paperOf(one).catch(() => null);
      if (paper) found.push(paper);
    }
    return found;
  }

  async function copyText(text, what) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { value: text, className: "unseen" });
      (document.querySelector("dialog[open]") || document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) return say("Your browser does not let this page copy.");
    }
    say(`Copied ${what}`);
  }
  async function copyAs(format, wanted) {
    const found = await papers(wanted);
    if (!found.length) return say("The paper’s data could not be loaded.");
    const [name, , write] = lib.FORMATS[format];
    const many = found.length > 1 ? ` of ${found.length} papers` : "";
    await copyText(write(found), name + many);
  }
  function save(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    make("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  function toggle(paper) {
    const now = basket();
    const isIn = now[paper.key];
    if (isIn) delete now[paper.key];
    else now[paper.key] = paper.year;
    write("basket", now);
    say(isIn ? "Taken out of the basket" : `In the basket: ${Object.keys(now).length}`);
  }
  function mark(paper, change) {
    const now = marks();
    const next = { ...now[paper.key], year: paper.year, title: paper.title, ...change };
    if (next.state || next.note) now[paper.key] = next;
    else delete now[paper.key];
    write("marks", now);
  }

  // What the shelf holds, on the page: the link to the basket, and entries in the margin.
  function show() {
    const held = basket(), marked = marks();
    const count = Object.keys(held).length;
    document.querySelectorAll(".nav a[href$='basket.html']").forEach((link) => {
      link.textContent = count ? `Basket (${count})` : "Basket";
    });
    document.querySelectorAll(".entry").forEach((entry) => {
      const { key } = about(entry);
      const words = [held[key] && "in your basket", MARKS[marked[key]?.state]?.toLowerCase(), marked[key]?.note && "with a note"];
      const text = words.filter(Boolean).join(", ");
      let said = entry.querySelector(".shelf-said");
      if (!text) return said?.remove();
      said ??= entry.querySelector(".entry-facts").appendChild(make("span", { className: "shelf-said" }));
      said.textContent = ` ${text}`;
    });
    document.dispatchEvent(new Event("shelf"));
  }

  function dialog(title, className, ...children) {
    document.querySelector("dialog.shelf")?.remove();
    const close = make("button", { type: "button", className: "shelf-close", textContent: "Close" });
    const head = make("h2", { id: "shelf_title", textContent: title, dir: "auto" });
    const made = make("dialog", { className: `shelf ${className}` }, head, ...children, close);
    made.setAttribute("aria-labelledby", "shelf_title");
    close.onclick = () => made.close();
    made.onclose = () => made.remove();
    made.onclick = (event) => { if (event.target === made) made.close(); };
    document.body.append(made);
    made.showModal();
    return made;
  }
  const button = (text, action, values) => make("button", { type: "button", textContent: text, onclick: action, ...values });
  const pressed = (made, is) => made.setAttribute("aria-pressed", String(Boolean(is)));

  async function open(element) {
    await lib.load("cite");
    const paper = about(element);
    const formats = make("div", { className: "shelf-row" },
      ...Object.entries(lib.FORMATS).map(([format, [name]]) => button(name, () => copyAs(format, [paper]))));
    const put = button("In the basket", () => { toggle(paper); refresh(); });
    const states = Object.entries(MARKS).map(([state, name]) => [state, button(name, () => {
      mark(paper, { state: marks()[paper.key]?.state === state ? "" : state });
      refresh();
    })]);
    const note = make("textarea", { id: "shelf_note", rows: 3, value: marks()[paper.key]?.note || "", maxLength: 5000 });
    note.oninput = () => mark(paper, { note: note.value.trim() });
    function refresh() {
      pressed(put, basket()[paper.key]);
      for (const [state, made] of states) pressed(made, marks()[paper.key]?.state === state);
    }
    refresh();
    dialog(paper.title, "shelf-paper",
      make("h3", { textContent: "Copy a citation" }), formats,
      make("h3", { textContent: "Keep it" }), make("div", { className: "shelf-row" }, put, ...states.map(([, made]) => made)),
      make("label", { htmlFor: "shelf_note", textContent: "A private note" }), note,
      make("p", { className: "quiet", textContent: "Basket, marks and notes stay in this browser." }));
  }

  const KEYS = [["/", "Search"], ["j", "Next paper of the list"], ["k", "Paper before it"], ["o", "Open it"],
    ["c", "Copy its BibTeX"], ["?", "These keys"], ["Esc", "Close"]];
  function help() {
    const lines = KEYS.map(([key, what]) => make("div", {}, make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: what })));
    dialog("Keys", "shelf-keys", make("dl", { className: "facts" }, ...lines));
  }

  lib.shelf = {
    open, help, copy: (element) => copyAs("bibtex", [about(element)]),
    format: (element) => copyAs(element.dataset.format, [about(element)]),
    // For the page of the basket:
    basket, marks, write, make, button, papers, copyAs, copyText, save, say, show, MARKS,
  };
  addEventListener("storage", show);
  show();
})();
