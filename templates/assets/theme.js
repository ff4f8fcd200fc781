// Runs before the first paint: tells the style sheet that scripts work and which theme was chosen.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch (error) {
    // Storage may be switched off; the theme then follows the system.
  }
})();
