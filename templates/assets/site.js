// What the page does beyond showing itself: choosing a theme, copying BibTeX, `/` to search.
(function () {
  "use strict";
  var root = document.documentElement;
  var themes = ["", "light", "dark"];

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

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    var field = document.getElementById("search_field");
    var link = document.querySelector('.nav a[href$="search.html"]');
    event.preventDefault();
    if (field) field.select();
    else if (link) location.href = link.href;
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("theme")) chooseNextTheme();
    else if (button.dataset.copy) copy(button);
  });
})();
