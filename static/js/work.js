// Proof of work for a form that anybody may send: [data-work] with the challenge in #work and an input named `solution`.
// The format is that of ALTCHA (version 2, PBKDF2): find the counter whose derived key begins as asked. The browser derives
// outside the page's own thread, so that the page stays quick. Where it cannot (no https), the form goes without a solution.
const form = document.querySelector("[data-work]");
const challenge = JSON.parse(document.getElementById("work").textContent);

const fromHex = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function derive({ nonce, salt, cost, keyLength }, counter) {
  const password = new Uint8Array(nonce.length / 2 + 4);
  password.set(fromHex(nonce));
  new DataView(password.buffer).setUint32(nonce.length / 2, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: fromHex(salt), iterations: cost };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(how, key, keyLength * 8)));
}

async function solve() {
  const { parameters } = challenge;
  for (let counter = 0; ; counter += 1) {
    const derivedKey = await derive(parameters, counter);
    if (derivedKey.startsWith(parameters.keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
}

const say = (text) => { form.querySelector("[data-work-status]").textContent = text; };

let ready = !crypto.subtle;
const working = ready ? Promise.resolve() : solve().then((solution) => { form.elements.solution.value = solution; ready = true; });

form.addEventListener("submit", async (event) => {
  if (ready) return;
  event.preventDefault();
  say("Een ogenblik: uw browser maakt de controle tegen misbruik af…");
  await working;
  say("");
  form.requestSubmit();
});
