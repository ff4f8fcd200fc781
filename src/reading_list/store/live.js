// Stands in every page while it is served, and in none on disk: shows a page anew after a build,
// and over it what keeps the list from being built. All texts are set as text, never as markup.
(function () {
  "use strict";
  var script = document.currentScript;
  var shown = script.dataset.version;
  var source = null;
  var overlay = null;
  var dismissed = "";

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function frame() {
    var host = document.createElement("reading-list-problems");
    var root = host.attachShadow({ mode: "open" });
    var style = element("link");
    style.rel = "stylesheet";
    style.href = new URL("live.css", script.src).href;
    var panel = element("section");
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-labelledby", "title");
    panel.tabIndex = -1;
    // Read out by screen readers when it changes; the panel itself takes no focus.
    var said = element("div", "head");
    said.setAttribute("role", "alert");
    var title = element("h2");
    title.id = "title";
    var what = element("p", "", "The page below is the last good one.");
    said.append(title, what);
    var button = element("button", "", "Hide");
    button.type = "button";
    button.addEventListener("click", hide);
    var list = element("ol");
    list.tabIndex = 0;
    list.setAttribute("aria-labelledby", "title");
    panel.append(said, button, list);
    panel.addEventListener("keydown", function (event) {
      if (event.key === "Escape") hide();
    });
    root.append(style, panel);
    return { host: host, title: title, list: list };
  }

  function item(problem) {
    var made = element("li");
    if (problem.place) {
      var place = element("p", "place");
      place.append(element("b", "", problem.place), " " + problem.rule);
      made.append(place);
    }
    made.append(element("p", "message", problem.message));
    if (problem.line) made.append(element("pre", "", problem.line));
    if (problem.hint) made.append(element("p", "hint", problem.hint));
    return made;
  }

  function hide() {
    if (!overlay) return;
    dismissed = overlay.text;
    overlay.host.remove();
    overlay = null;
  }

  function show(problems) {
    var text = JSON.stringify(problems);
    if (!problems.length) {
      dismissed = "";
      if (overlay) overlay.host.remove();
      overlay = null;
      return;
    }
    if (text === dismissed || (overlay && overlay.text === text)) return;
    if (!overlay) overlay = frame();
    overlay.text = text;
    var count = problems.length;
    overlay.title.textContent = count === 1 ? "1 problem" : count + " problems";
    overlay.list.replaceChildren.apply(overlay.list, problems.map(item));
    if (!overlay.host.isConnected) document.documentElement.append(overlay.host);
  }

  function listen() {
    if (source) return;
    source = new EventSource(new URL("events", script.src).href);
    source.onmessage = function (message) {
      var state = JSON.parse(message.data);
      if (state.version !== shown) location.reload();
      else show(state.problems);
    };
  }

  function rest() {
    if (source) source.close();
    source = null;
  }

  // A browser keeps six connections to a server: tabs that nobody sees leave theirs to others.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) rest();
    else listen();
  });
  addEventListener("pagehide", rest);
  addEventListener("pageshow", function () { if (!document.hidden) listen(); });
  if (!document.hidden) listen();
})();
