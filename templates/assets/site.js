// What the page does beyond showing itself: choosing a theme, copying BibTeX.
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

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("theme")) chooseNextTheme();
    else if (button.dataset.copy) copy(button);
  });
})();
