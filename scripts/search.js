// The search page: field, facets and results. What finds the papers is search-engine.js, in a
// worker; from a file, where browsers allow no worker, in slices of time on this page. The papers
// come as scripts that hand them over, as nothing else may be read from a file.
(function () {
  "use strict";
  const lib = window.readingList;
  const app = document.getElementById("search_app");
  const root = lib.home;
  const field = document.getElementById("search_field");
  const said = document.getElementById("search_said");
  const PAGE = 20; // results at once
  const LIGHT = 5000; // papers up to which abstracts are searched unasked
  const LINKED = 20000; // papers up to which results fetch the links of their years
  const REFRESH = 200; // milliseconds between results while papers still arrive
  const CALM = 80; // milliseconds without a key after which facets are counted anew on the page
  const LISTS = ["topic", "venue", "year", "track", "organization", "has"];
  const TITLES = { venue: "Venue", year: "Year", track: "Track", organization: "Organization", has: "With" };
  const SORTS = { "": "Best match", year: "Newest year", oldest: "Oldest year", title: "Title", added: "Newest in the list" };
  const FEW = 8; // values of a facet that are shown before one asks for all

  // Elements, always from text

  function make(tag, values = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(values)) {
      if (name in element && name !== "list") element[name] = value;
      else if (value !== "") element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  const number = (count) => count.toLocaleString("en");
  const papersOf = (count) => `${number(count)} ${count === 1 ? "paper" : "papers"}`;

  // What is asked for, as the address of the page says it

  let state;

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    state = {
      text: asked.get("q") || "", sort: asked.get("sort") || "", limit: PAGE, facets: {},
      table: asked.get("view") === "table", abstracts: asked.has("abstracts"),
    };
    if (!Object.hasOwn(SORTS, state.sort)) state.sort = "";
    for (const name of LISTS) {
      state.facets[name] = (asked.get(name) || "").split(",").filter(Boolean);
    }
  }

  function addressOf() {
    const asked = new URLSearchParams();
    if (state.text) asked.set("q", state.text);
    for (const name of LISTS) if (state.facets[name].length) asked.set(name, state.facets[name].join(","));
    if (state.sort) asked.set("sort", state.sort);
    if (state.table) asked.set("view", "table");
    if (state.abstracts) asked.set("abstracts", "yes");
    const text = asked.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
    return location.pathname + (text ? `?${text}` : "");
  }

  // Typing replaces what is in the history, choosing adds to it.
  function changed(isStep) {
    state.limit = PAGE;
    const address = addressOf();
    isTyping = !isStep;
    if (address !== location.pathname + location.search) history[isStep ? "pushState" : "replaceState"](null, "", address);
    run();
  }

  // The engine, in a worker or here

  function workerClient(address) {
    const worker = new Worker(address);
    const waiting = new Map();
    let last = 0;
    worker.onmessage = ({ data }) => {
      const { done } = waiting.get(data.id);
      waiting.delete(data.id);
      done(data.reply);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      for (const { failed } of waiting.values()) failed(new Error("the worker stopped"));
      waiting.clear();
    };
    return (kind, ...values) => new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      worker.postMessage({ id: last, kind, values });
    });
  }

  async function localClient(address) {
    await lib.load(address);
    const { Engine, search, count, inSlices } = window.readingListEngine;
    const engine = new Engine();
    const kinds = {
      labels: function* (raw) { engine.setLabels(raw); },
      papers: (name, raw) => engine.addYear(name, raw),
      abstracts: (name, raw) => engine.addAbstracts(name, raw),
      search: (request) => search(engine, request),
      count: () => count(engine),
    };
    const pause = () => new Promise((done) => { setTimeout(done); });
    let turn = Promise.resolve();
    return (kind, ...values) => {
      const result = turn.then(pause).then(() => inSlices(kinds[kind](...values)));
      turn = result.catch(() => null);
      return result;
    };
  }

  let ask;
  let labels = null;
  const links = new Map();
  const abstracted = []; // years that have abstracts
  const loaded = { papers: 0, abstracts: 0 };
  const folder = app.dataset.labels.replace(/labels\.js$/, "");

  Object.assign(lib, {
    labels(raw) {
      labels = raw;
      for (const kind of ["topic", "venue", "organization", "track", "has"]) {
        raw[`${kind}ById`] = new Map(raw[kind].map(([id, label, parent]) => [id, { id, label, parent }]));
      }
      labels.total = raw.years.reduce((sum, [, count]) => sum + count, 0);
    },
    papers: (year, raw) => hand("papers", year, raw),
    abstracts: (year, raw) => hand("abstracts", year, raw),
    links(year, rows) {
      links.set(year, rows);
      for (const upgrade of upgrades.splice(0)) upgrade();
    },
  });

  // Years are handed over one by one, so that a question never waits for all of them.
  const arrived = [];
  let isHanding = false, asked = -Infinity;

  async function hand(...year) {
    arrived.push(year);
    if (isHanding) return;
    isHanding = true;
    while (arrived.length) {
      const next = arrived.shift();
      try {
        if (await ask(...next)) abstracted.push(next[1]);
      } catch (error) {
        return failed(error);
      }
      loaded[next[0]]++;
      if (arrived.length && performance.now() - asked < REFRESH) continue;
      asked = performance.now();
      run();
    }
    isHanding = false;
  }

  function failed(error) {
    said.className = "finder-failed";
    said.textContent = `The search does not work here: ${error.message}. The links below lead to every paper.`;
    document.documentElement.classList.add("search-failed");
  }

  async function start() {
    const isFile = location.protocol === "file:";
    if (!isFile && window.Worker) ask = workerClient(root + app.dataset.engine);
    const local = ask ? null : localClient(app.dataset.engine);
    await lib.load(app.dataset.labels);
    if (local) ask = await local;
    await ask("labels", labels);
    draw();
    run();
    // Newest first; the browser asks for some at a time.
    await Promise.all(labels.years.map(([year]) => lib.load(`${folder}${year}.js`)));
  }

  function want(years, kind) {
    for (const year of years) {
      lib.load(`${folder}${year}-${kind}.js`).catch(() => null);
    }
  }

  // Asking: one question at a time, and of those that wait only the last

  let isAsking = false, isWaiting = false, counts = null;

  async function run() {
    if (!labels || !parts) return;
    isWaiting = true;
    if (isAsking) return;
    isAsking = true;
    while (isWaiting) {
      isWaiting = false;
      const request = { text: state.text, facets: state.facets, sort: state.sort, limit: state.limit };
      try {
        const found = await ask("search", request);
        if (!isWaiting) show(found);
      } catch (error) {
        failed(error);
      }
    }
    isAsking = false;
  }

  // The page around the results

  let parts = null;
  const viewName = () => (state.table ? "Show as list" : "Show as table");

  function draw() {
    const filter = make("button", { type: "button", className: "finder-filter", textContent: "Filter" });
    const sort = make("select", { id: "search_sort" });
    for (const [value, title] of Object.entries(SORTS)) sort.append(make("option", { value, textContent: title }));
    const view = make("button", { type: "button", className: "finder-view", textContent: viewName() });
    const count = make("h2", { className: "finder-count", id: "search_count", textContent: "…" });
    const facets = make("div", { className: "facets" });
    const aside = make("aside", { className: "finder-side", "aria-label": "Filters" }, facets);
    const sheet = make("dialog", { className: "finder-sheet", "aria-label": "Filters" });
    const close = make("button", { type: "button", className: "finder-close", textContent: "Show results" });
    const chosen = make("ul", { className: "chosen", "aria-label": "Chosen filters" });
    const notes = make("div", { className: "finder-notes" });
    const results = make("div", { className: "finder-results" });
    const after = make("div", { className: "finder-after" });
    const more = make("button", { type: "button", className: "finder-more", textContent: "Show more" });
    const bar = make("div", { className: "finder-bar" }, count, filter,
      make("label", { htmlFor: "search_sort", className: "finder-sort", textContent: "Sort by " }, sort), view);
    app.append(aside, make("div", { className: "finder-main" }, bar, chosen, notes, results, more, after), sheet);
    parts = { sort, view, count, facets, aside, sheet, close, chosen, notes, results, more, after, filter };
    showChosen();

    sort.addEventListener("change", () => { state.sort = sort.value; changed(true); });
    view.addEventListener("click", () => { state.table = !state.table; changed(true); });
    more.addEventListener("click", () => {
      state.limit += PAGE;
      const next = results.querySelectorAll(".hit").length;
      run().then(() => { const hit = results.querySelectorAll(".hit")[next]; if (hit) hit.focus(); });
    });
    filter.addEventListener("click", () => {
      sheet.append(facets, close);
      sheet.showModal();
    });
    close.addEventListener("click", () => sheet.close());
    sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
    sheet.addEventListener("close", () => aside.append(facets));
    results.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-query]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      field.value = state.text = link.dataset.query;
      changed(true);
      scrollTo(0, 0);
    });
    app.addEventListener("keydown", onResultKey);
  }

  field.addEventListener("input", () => {
    const isFirst = !state.text;
    state.text = field.value;
    changed(isFirst && Boolean(state.text));
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const hit = app.querySelector(".hit");
    if (hit) hit.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    const hit = app.querySelector(".hit");
    if (!hit) return;
    event.preventDefault();
    hit.focus();
  });
  addEventListener("popstate", () => {
    readAddress();
    field.value = state.text;
    run();
  });

  function onResultKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, dialog")) return;
    if (event.key === "Escape") return field.focus();
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const hits = [...app.querySelectorAll(".hit")];
    const at = hits.findIndex((hit) => hit.closest(".hit-row").contains(document.activeElement));
    if (event.key === "o" && at >= 0) {
      event.preventDefault(); // or site.js would go there a second time
      return hits[at].click();
    }
    if (!step || !hits.length || (at < 0 && event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    if (at + step < 0) return field.focus();
    const next = hits[Math.min(at + step, hits.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
  // From anywhere on the page the first step leads to the results.
  document.addEventListener("keydown", (event) => {
    if (event.target === document.body && !event.defaultPrevented && (event.key === "j" || event.key === "k")) onResultKey(event);
  }, true); // before site.js, which knows lists alone

  // What a screen reader hears: not every letter's count, but that of the last.
  let telling = 0;
  function tell(text) {
    clearTimeout(telling);
    telling = setTimeout(() => { said.textContent = text; }, 400);
  }

  // Results

  const upgrades = [];
  let facetsDue = 0, isTyping = false;

  function show(found) {
    const isWhole = loaded.papers === labels.years.length;
    const isBegun = found.problems.some((its) => its.end === state.text.length && / followed by no/.test(its.message));
    const problems = isBegun ? [] : found.problems;
    const total = problems.length ? 0 : found.total;
    const isAll = !state.text.trim() && !LISTS.some((name) => state.facets[name].length);
    parts.sort.options[0].hidden = !state.text.trim();
    parts.sort.value = state.sort || (found.sort === "best" ? "" : found.sort);
    parts.view.textContent = viewName();
    parts.count.textContent = papersOf(total) + (isWhole ? "" : " so far");
    if (isWhole) tell(problems.length ? problems.map((its) => its.message).join("; ") : isAll ? `${papersOf(total)} in all` : `${papersOf(total)} found`);
    else tell("");
    showNotes(found, problems, total, isWhole);
    showChosen();
    clearTimeout(facetsDue);
    facetsDue = setTimeout(showCounts, isTyping ? CALM : 0);
    upgrades.length = 0;
    const hits = problems.length ? [] : found.shown;
    const held = heldHit();
    parts.results.replaceChildren(state.table ? tableOf(hits) : listOf(hits));
    if (held) holdAgain(held);
    parts.more.hidden = hits.length >= total;
    if (labels.total <= LINKED) want(new Set(hits.map((hit) => hit.year)), "links");
    if (isWhole && (state.abstracts || labels.total <= LIGHT)) want(abstracted, "abstracts");
  }

  // Results come again when a year or its abstracts have arrived: who stands on one stays there.
  function heldHit() {
    const at = document.activeElement;
    const row = at && parts.results.contains(at) && at.closest(".hit-row");
    return row && row.querySelector(".hit").getAttribute("href");
  }
  function holdAgain(address) {
    const hits = [...parts.results.querySelectorAll(".hit")];
    const hit = hits.find((its) => its.getAttribute("href") === address) || hits[0];
    (hit || field).focus({ preventScroll: true });
  }

  function showNotes(found, problems, total, isWhole) {
    const notes = [];
    for (const its of problems) notes.push(make("p", {}, `${its.message[0].toUpperCase()}${its.message.slice(1)}.`, its.hint ? ` ${its.hint[0].toUpperCase()}${its.hint.slice(1)}${its.hint.endsWith("?") ? "" : "."}` : ""));
    for (const [word, near] of Object.entries(found.instead)) {
      if (total) notes.push(make("p", {}, `Nothing has “${word}”; this is for `, ...near.flatMap((its, at) => [at ? ", " : "", make("b", { textContent: its })]), "."));
    }
    if (!total && !problems.length && isWhole) notes.push(nothing());
    parts.notes.replaceChildren(...notes);
    // Below the results, which do not move when this comes.
    parts.after.replaceChildren();
    if (isWhole && abstracted.length && labels.total > LIGHT && !state.abstracts && state.text.trim()) {
      const button = make("button", { type: "button", textContent: "Search abstracts too" });
      button.addEventListener("click", () => { state.abstracts = true; changed(false); });
      parts.after.append(button);
    } else if (loaded.abstracts && loaded.abstracts < abstracted.length) parts.after.append("Reading abstracts…");
  }

  function nothing() {
    const tries = make("ul", {});
    const isNarrow = LISTS.some((name) => state.facets[name].length);
    if (isNarrow) {
      const button = make("button", { type: "button", textContent: "Take all filters off" });
      button.addEventListener("click", () => {
        for (const name of LISTS) state.facets[name] = [];
        changed(true);
      });
      tries.append(make("li", {}, button));
    }
    if (/\s/.test(state.text.trim())) tries.append(make("li", { textContent: "Leave a word out: every word has to be found." }));
    if (/["“”]/.test(state.text)) tries.append(make("li", { textContent: "Leave the quotes out: within them words stand whole and side by side." }));
    tries.append(make("li", {}, "Look through ", make("a", { href: `${root}topics.html`, textContent: "all topics" }), " or ", make("a", { href: `${root}venues.html`, textContent: "all venues" }), "."));
    return make("div", { className: "finder-nothing" }, make("p", { textContent: "No paper is all of this. What may help:" }), tries);
  }

  function whereOf(hit) {
    const address = hit.venue ? `venues/${hit.venue}/${hit.year}.html` : `years/${hit.year}.html`;
    return make("a", { className: "where", href: root + address, textContent: hit.where });
  }

  const pageOf = (hit) => `${root}papers/${hit.key}.html`;
  const titleOf = (hit) => make("a", { className: "hit", href: pageOf(hit), textContent: hit.title });

  function starOf(hit) {
    if (!hit.has.includes("highlight")) return [];
    return [" ", make("span", { className: "star", "aria-hidden": "true", textContent: "★" }), make("span", { className: "unseen", textContent: " (highlighted)" })];
  }

  // Words lead to the paper's page until its links are here.
  const NO_LINKS = ["doi", "note", "abstract", "award", "highlight"];
  function wordsOf(hit) {
    const words = labels.has.filter(([id]) => hit.has.includes(id) && !NO_LINKS.includes(id));
    const found = words.map(([, label]) => make("a", { href: pageOf(hit), textContent: label }));
    const upgrade = () => {
      const row = (links.get(hit.year) || [])[hit.row];
      if (!row) return upgrades.push(upgrade);
      for (let at = 1; at < row.length; at += 2) {
        const word = found.find((its) => its.textContent === row[at]);
        if (word && /^https?:\/\//i.test(row[at + 1])) word.href = row[at + 1];
      }
      return 0;
    };
    upgrade();
    const cite = make("a", { href: `${pageOf(hit)}#cite`, textContent: "cite" });
    return make("span", { className: "words" }, ...[...found, cite].flatMap((word) => [word, " "]));
  }

  function authorOf(name) {
    const query = `author:"${name.replace(/["“”„]/g, " ")}"`;
    return make("a", { href: `?q=${encodeURIComponent(query)}`, "data-query": query, textContent: name });
  }

  function peopleOf(hit) {
    const shown = hit.authors.length > 7 ? hit.authors.slice(0, 6) : hit.authors;
    const people = make("div", { className: "entry-people" }, ...shown.flatMap((name, at) => [at ? ", " : "", authorOf(name)]));
    const rest = hit.authors.length - shown.length;
    if (rest) people.append(" ", make("a", { className: "rest-link", href: pageOf(hit), textContent: `and ${rest} more` }));
    else if (hit.more) people.append(" and others");
    if (hit.homes.length) {
      people.append(" ", make("span", { className: "entry-from" }, "(", ...hit.homes.flatMap(([id, name], at) => [
        at ? " + " : "", labels.affiliated ? make("a", { href: `${root}organizations/${id}.html`, textContent: name }) : name]), ")"));
    }
    return people;
  }

  function listOf(hits) {
    return make("ol", { className: "entries" }, ...hits.map((hit) => {
      const facts = make("div", { className: "entry-facts" }, whereOf(hit));
      if (hit.track) facts.append(" ", make("span", { className: "label track", textContent: hit.track }));
      facts.append(" ", wordsOf(hit));
      // Last, as its name comes later and is longer.
      if (hit.has.includes("award")) facts.append(" ", awardOf(hit));
      return make("li", { className: "entry hit-row" },
        make("h3", { className: "entry-title", dir: "auto" }, titleOf(hit), ...starOf(hit)), 
        hit.authors.length || hit.homes.length ? peopleOf(hit) : null, facts,
        hit.note ? make("p", { className: "entry-note", textContent: hit.note }) : null);
    }));
  }

  function awardOf(hit) {
    const label = make("span", { className: "label award", textContent: "award" });
    const upgrade = () => {
      const row = (links.get(hit.year) || [])[hit.row];
      if (row && row[0]) label.textContent = row[0];
      else if (!row) upgrades.push(upgrade);
    };
    upgrade();
    return label;
  }

  function tableOf(hits) {
    const head = make("tr", {}, ...["Title", "Authors", "Published", "Links"].map((title) => make("th", { scope: "col", textContent: title })));
    const rows = hits.map((hit) => {
      const [first, ...others] = hit.authors;
      const names = !first ? "" : others.length > 1 || hit.more ? `${first} et al.` : hit.authors.join(", ");
      return make("tr", { className: "hit-row" },
        make("th", { scope: "row", dir: "auto" }, titleOf(hit), ...starOf(hit)),
        make("td", { textContent: names }), make("td", {}, whereOf(hit)), make("td", {}, wordsOf(hit)));
    });
    const table = make("table", { className: "hits" }, make("thead", {}, head), make("tbody", {}, ...rows));
    return make("section", { className: "scroll", tabIndex: 0, "aria-labelledby": "search_count" }, table);
  }

  // Facets

  const labelOf = (name, id) => {
    if (name === "year") return id === "undated" ? "Undated" : id;
    const thing = labels[`${name}ById`].get(id);
    return thing ? thing.label : id;
  };

  function toggle(name, id) {
    const its = state.facets[name];
    state.facets[name] = its.includes(id) ? its.filter((other) => other !== id) : [...its, id];
    changed(true);
  }

  function showChosen() {
    const chips = LISTS.flatMap((name) => state.facets[name].map((id) => {
      const button = make("button", { type: "button", className: `chip ${name === "topic" ? hueOf(id) : "hue-none"}`, textContent: labelOf(name, id) },
        make("span", { "aria-hidden": "true", textContent: " ×" }), make("span", { className: "unseen", textContent: ": take this filter off" }));
      button.addEventListener("click", () => toggle(name, id));
      return make("li", {}, button);
    }));
    parts.chosen.hidden = !chips.length;
    parts.chosen.replaceChildren(...chips);
    parts.filter.textContent = chips.length ? `Filter (${chips.length})` : "Filter";
  }

  function rootOf(id) {
    let thing = labels.topicById.get(id);
    while (thing && thing.parent) thing = labels.topicById.get(thing.parent);
    return thing ? thing.id : "";
  }

  function hueOf(id) {
    const degrees = labels.hues[rootOf(id)];
    return degrees === undefined || degrees < 0 ? "hue-none" : `hue-${(Math.round(degrees / 15) * 15) % 360}`;
  }

  const open = new Set(); // facets of which all values are shown

  // The counts of the last search; while one types, its results come first.
  async function showCounts() {
    try {
      const found = await ask("count");
      if (!found) return;
      counts = found;
      showFacets();
    } catch (error) {
      failed(error);
    }
  }

  function showFacets() {
    const found = counts;
    const focused = document.activeElement && document.activeElement.id;
    const groups = [];
    const sizes = new Map(found.topic);
    for (const [id, label, parent] of labels.topic) {
      if (!parent) groups.push(treeGroup(id, label, sizes));
    }
    const byCount = (one, other) => other[1] - one[1] || (labelOf("venue", one[0]) < labelOf("venue", other[0]) ? -1 : 1);
    const order = new Map(labels.track.map(([id], at) => [id, at]));
    groups.push(listGroup("has", found.has.filter(([id]) => ["code", "pdf"].includes(id) || state.facets.has.includes(id)).sort()));
    groups.push(listGroup("year", found.year.sort((one, other) => (other[0] === "undated" ? 0 : other[0]) - (one[0] === "undated" ? 0 : one[0]))));
    groups.push(listGroup("venue", found.venue.sort(byCount)));
    groups.push(listGroup("track", found.track.sort((one, other) => order.get(one[0]) - order.get(other[0]))));
    groups.push(listGroup("organization", found.organization.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))));
    parts.facets.replaceChildren(...groups.filter(Boolean));
    const again = focused && /^facet_/.test(focused) && document.getElementById(focused);
    if (again) again.focus();
  }

  function optionOf(name, id, size, depth) {
    const box = make("input", { type: "checkbox", id: `facet_${name}_${id}`, checked: state.facets[name].includes(id) });
    box.addEventListener("change", () => toggle(name, id));
    const size_ = make("span", { className: "facet-size", textContent: number(size) }, make("span", { className: "unseen", textContent: size === 1 ? " paper" : " papers" }));
    return make("li", { className: `facet-line depth-${Math.min(depth, 4)}` }, make("label", {}, box, make("span", { className: "facet-name", textContent: labelOf(name, id) }), size_));
  }

  function groupOf(key, title, hue, options, chosen) {
    if (!options.length) return null;
    const list = make("ul", {});
    const isLong = options.length > FEW + 2;
    const isOpen = !isLong || open.has(key);
    options.forEach(([option, id], at) => { if (isOpen || at < FEW || chosen.includes(id)) list.append(option()); });
    const group = make("fieldset", { className: `facet ${hue}` }, make("legend", { textContent: title }), list);
    if (isLong) {
      const button = make("button", { type: "button", id: `facet_more_${key}`, textContent: isOpen ? "Fewer" : `All ${number(options.length)}`, "aria-expanded": String(isOpen) },
        make("span", { className: "unseen", textContent: `: ${title}` }));
      button.addEventListener("click", () => {
        if (!open.delete(key)) open.add(key);
        showFacets();
      });
      group.append(button);
    }
    return group;
  }

  function listGroup(name, values) {
    const known = new Set(values.map(([id]) => id));
    const rest = state.facets[name].filter((id) => !known.has(id)).map((id) => [id, 0]);
    const options = [...rest, ...values].map(([id, size]) => [() => optionOf(name, id, size, 0), id]);
    return groupOf(name, TITLES[name], "hue-none", options, state.facets[name]);
  }

  function treeGroup(root, title, sizes) {
    const options = [];
    const walk = (parent, depth) => {
      for (const [id, , above] of labels.topic) {
        if (above !== parent) continue;
        if (sizes.get(id) || state.facets.topic.includes(id)) options.push([() => optionOf("topic", id, sizes.get(id) || 0, depth), id]);
        walk(id, depth + 1);
      }
    };
    walk(root, 0);
    if (!options.length && sizes.get(root)) options.push([() => optionOf("topic", root, sizes.get(root), 0), root]);
    return groupOf(root, title, hueOf(root), options, state.facets.topic);
  }

  readAddress();
  if (field.value) state.text = field.value; // typed before this script was here
  field.value = state.text;
  start().catch(failed);
})();
