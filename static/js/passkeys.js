// <form data-passkey="login|add|authenticate">: allauth's own passkey code, told which elements to use.
const ids = { login: "passkey_button", add: "passkey_button", authenticate: "passkey_button", credential: "passkey_credential", data: "passkey_data" };
const start = { login: "loginForm", add: "addForm", authenticate: "authenticateForm" };

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const kind = form.dataset.passkey;
  window.allauth.webauthn.forms[start[kind]]({ ids: { ...ids, passwordless: form.dataset.passwordless } });
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll(".passkey-failed").forEach((line) => { line.hidden = false; });
});
