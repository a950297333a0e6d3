// Says to the style sheet that JavaScript works: .needs-js becomes visible.
document.documentElement.classList.add("js");
