// The page of the basket: its papers in any format, a link that shares them, marks in and out.
(async function () {
  "use strict";
  const lib = window.readingList;
  const papersBox = document.getElementById("basket_papers");
  const marksBox = document.getElementById("basket_marks");
  await Promise.all([lib.load("cite"), lib.load("shelf")]);
  const { basket, marks, write, make, button, papers, copyAs, copyText, save, say, MARKS } = lib.shelf;

  const listed = (held) => Object.entries(held).map(([key, year]) => ({ key, year }));
  const isKey = (text) => /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/.test(text);
  const isYear = (text) => /^(\d{4}|undated)$/.test(text);

  // basket.html#2018=he2018amc,wang2018haq&2017=…
  function shared() {
    const found = {};
    for (const [year, keys] of new URLSearchParams(location.hash.slice(1))) {
      for (const key of keys.split(",").slice(0, 5000)) if (isYear(year) && isKey(key)) found[key] = year;
    }
    return found;
  }
  function link() {
    const years = {};
    for (const { key, year } of listed(basket())) (years[year] ??= []).push(key);
    const hash = Object.entries(years).map(([year, keys]) => `${year}=${keys.join(",")}`).join("&");
    return `${location.href.split("#")[0]}#${hash}`;
  }

  async function showPapers() {
    const theirs = shared();
    const isTheirs = Object.keys(theirs).length > 0;
    const held = isTheirs ? theirs : basket();
    const wanted = listed(held);
    document.getElementById("basket_title").textContent = isTheirs ? "Papers shared with you" : "Papers";
    if (!wanted.length) {
      papersBox.replaceChildren(make("p", { className: "quiet", textContent:
        "Nothing yet. Press “cite” at any paper, then “In the basket”." }));
      return;
    }
    const found = await papers(wanted);
    const known = new Set(found.map((paper) => paper.key));
    const list = make("ol", { className: "basket-list" }, ...wanted.map(({ key }) => {
      const paper = found.find((one) => one.key === key);
      const title = paper ? make("a", { href: `papers/${key}.html`, textContent: paper.title, dir: "auto" })
        : make("span", { textContent: `${key}: not in this list any more` });
      const line = make("li", {}, title);
      if (paper) line.append(make("span", { className: "quiet", textContent: ` ${paper.authors[0] ? (paper.authors[0].family || paper.authors[0].literal) : ""}${paper.authors.length > 1 ? " et al." : ""} ${paper.year}` }));
      if (!isTheirs) line.append(button("Remove", () => { const now = basket(); delete now[key]; write("basket", now); }, { ariaLabel: `Remove ${paper ? paper.title : key}` }));
      return line;
    }));
    const there = wanted.filter(({ key }) => known.has(key));
    const rows = Object.entries(lib.FORMATS).map(([format, [name, ending, text]]) => make("div", { className: "shelf-row" },
      make("span", { className: "shelf-name", textContent: name }),
      button("Copy", () => copyAs(format, there), { ariaLabel: `Copy ${name}` }),
      button("Download", () => save(`basket.${ending}`, text(found)), { ariaLabel: `Download ${name}` })));
    const last = isTheirs
      ? [button("Put all in my basket", () => { write("basket", { ...basket(), ...theirs }); location.hash = ""; }),
        button("Show my own basket", () => { location.hash = ""; })]
      : [button("Copy a link to these papers", () => copyText(link(), "the link")),
        button("Empty the basket", () => write("basket", {}))];
    papersBox.replaceChildren(list, make("h3", { textContent: "Cite them" }), ...rows,
      make("h3", { textContent: isTheirs ? "Take them" : "Share them" }), make("div", { className: "shelf-row" }, ...last));
  }

  function showMarks() {
    const held = marks();
    const keys = Object.keys(held).sort();
    const groups = [["todo", MARKS.todo], ["read", MARKS.read], ["", "Notes only"]].map(([state, name]) => {
      const own = keys.filter((key) => (held[key].state || "") === state);
      if (!own.length) return "";
      return make("section", {}, make("h3", { textContent: name }), make("ul", { className: "basket-list" }, ...own.map((key) => make("li", {},
        make("a", { href: `papers/${encodeURIComponent(key)}.html`, textContent: held[key].title || key, dir: "auto" }),
        held[key].note ? make("p", { className: "remark", textContent: held[key].note }) : "",
        button("Remove", () => { const now = marks(); delete now[key]; write("marks", now); }, { ariaLabel: `Remove the mark of ${held[key].title || key}` })))));
    });
    const file = make("input", { type: "file", accept: ".json,application/json", className: "unseen", id: "marks_file" });
    file.tabIndex = -1;
    file.setAttribute("aria-label", "A file of marks");
    file.onchange = () => file.files[0] && file.files[0].text().then(take).catch(() => say("That file holds no marks."));
    marksBox.replaceChildren(
      keys.length ? "" : make("p", { className: "quiet", textContent: "Nothing yet. Press “cite” at any paper, then “To read” or “Read”." }),
      ...groups,
      make("div", { className: "shelf-row" },
        button("Export to a file", () => save("marks.json", `${JSON.stringify({ basket: basket(), marks: marks() }, null, 1)}\n`)),
        button("Import from a file", () => file.click()), file));
  }

  // Takes in what an export holds, beside what is there; of two marks of one paper the file's counts.
  function take(text) {
    const found = JSON.parse(text);
    const nextBasket = basket(), nextMarks = marks();
    for (const [key, year] of Object.entries(found.basket || {})) if (isKey(key) && isYear(String(year))) nextBasket[key] = String(year);
    for (const [key, one] of Object.entries(found.marks || {})) {
      if (!isKey(key) || typeof one !== "object" || !one) continue;
      const text = (value, most) => String(value ?? "").slice(0, most);
      nextMarks[key] = { state: Object.keys(MARKS).includes(one.state) ? one.state : "", note: text(one.note, 5000), title: text(one.title, 1000),
        year: isYear(String(one.year)) ? String(one.year) : "undated" };
    }
    write("basket", nextBasket);
    write("marks", nextMarks);
    say(`Imported ${Object.keys(found.marks || {}).length} marks`);
  }

  document.addEventListener("shelf", () => { showPapers(); showMarks(); });
  addEventListener("hashchange", showPapers);
  await showPapers();
  showMarks();
  // Seen from here on; before, the place was held for it.
  document.documentElement.classList.remove("asked");
  if (lib.wanted) document.getElementById(lib.wanted)?.click();
})();
