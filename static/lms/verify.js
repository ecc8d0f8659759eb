// Verifies the file of a certificate in the browser: Ed25519 over canonical JSON
// (eddsa-jcs-2022), or a JWT. Nothing is sent anywhere, so it works without a network.
// Without scripts, or where the browser does not know Ed25519, the form goes to the site.

const DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const MOST = 5 * 1024 * 1024;
const EXTRA = ["iss", "jti", "nbf", "iat", "exp", "sub"];

class Unproven extends Error {}
const refuse = (reason) => { throw new Unproven(reason); };

function fromBase58(text) {
  let number = 0n;
  for (const digit of text) {
    const value = DIGITS.indexOf(digit);
    if (value < 0 || text.length > 120) refuse("broken");
    number = number * 58n + BigInt(value);
  }
  const bytes = [];
  for (; number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  return new Uint8Array([...Array(text.match(/^1*/)[0].length).fill(0), ...bytes]);
}

function fromBase64(text) {
  if (!/^[\w-]*$/.test(text)) refuse("nothing");
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

// The one way to write a value (RFC 8785): names in order, as JavaScript writes the rest.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

const bytesOf = (text) => new TextEncoder().encode(text);
const digest = async (value) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(canonical(value))));
const without = (value, names) => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
const object = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});

function parse(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === "object" ? value : refuse("nothing");
  } catch {
    return refuse("nothing");
  }
}

async function unpacked(bytes) {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return await new Response(stream).text();
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

// The credential attached to a PDF: exactly one of its streams holds one.
async function attached(bytes) {
  const text = new TextDecoder("latin1").decode(bytes);
  const found = new Set();
  for (const part of text.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)) {
    const at = part.index + part[0].indexOf("\n") + 1;
    const told = await unpacked(bytes.slice(at, at + part[1].length));
    if (told.includes('"OpenBadgeCredential"') && told.trimStart().startsWith("{")) found.add(told);
  }
  return found.size === 1 ? parse([...found][0]) : refuse("nothing");
}

async function read(bytes) {
  if (bytes.length > MOST) refuse("nothing");
  const text = new TextDecoder().decode(bytes).trim();
  if (text.startsWith("%PDF")) return { document: await attached(bytes) };
  if (text.startsWith("{")) return { document: parse(text) };
  const parts = text.split(".");
  if (parts.length !== 3) refuse("nothing");
  const [header, payload] = parts.slice(0, 2).map((part) => parse(new TextDecoder().decode(fromBase64(part))));
  return { document: without(payload, EXTRA), header, payload, parts };
}

async function isSigned(found, proof, key) {
  if (found.parts) {
    if (found.header.alg !== "EdDSA" || "crit" in found.header) refuse("broken");
    const data = bytesOf(found.parts.slice(0, 2).join("."));
    return crypto.subtle.verify("Ed25519", key, fromBase64(found.parts[2]), data);
  }
  const kind = [proof.type, proof.cryptosuite, proof.proofPurpose].join(" ");
  if (kind !== "DataIntegrityProof eddsa-jcs-2022 assertionMethod") refuse("broken");
  if (!String(proof.proofValue).startsWith("z")) refuse("broken");
  if ("@context" in proof && canonical(proof["@context"]) !== canonical(found.document["@context"])) refuse("broken");
  const options = await digest(without(proof, ["proofValue"]));
  const plain = await digest(without(found.document, ["proof"]));
  const value = fromBase58(proof.proofValue.slice(1));
  return crypto.subtle.verify("Ed25519", key, value, new Uint8Array([...options, ...plain]));
}

async function prove(found, issuer) {
  const told = found.document.issuer;
  if (!issuer.id || (object(told).id ?? told) !== issuer.id) refuse("issuer");
  const proof = object(found.document.proof);
  const name = found.header?.kid ?? proof.verificationMethod;
  const method = issuer.verificationMethod.find((one) => one.id === name) ?? refuse("key");
  const raw = fromBase58(method.publicKeyMultibase.slice(1)).slice(2);
  const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  if (!(await isSigned(found, proof, key))) refuse("broken");
  const seconds = found.payload?.iat;
  const moment = found.parts ? new Date(seconds * 1000).toISOString().replace(".000", "") : proof.created;
  if (!(moment >= (method.validFrom ?? "") && moment <= (method.expires ?? "9"))) refuse("time");
}

function element(name, text, kind) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}

function notice(kind, title, text) {
  const made = element("div", "", `notice ${kind}`);
  const inside = element("div");
  inside.append(element("p", title, "title"), element("p", text));
  made.append(inside);
  return made;
}

function show(outcome, said, credential) {
  const subject = object(credential.credentialSubject);
  const achievement = object(subject.achievement);
  const list = element("dl", "", "facts");
  for (const [term, text] of [
    [said.name, object(subject.identifier?.[0]).identityHash],
    [said.title, achievement.name],
    [said.detail, achievement.description],
    [said.issued, credential.validFrom],
  ]) {
    const pair = element("div");
    pair.append(element("dt", term), element("dd", String(text ?? "")));
    list.append(pair);
  }
  const link = element("a", said.current);
  link.href = String(credential.id);
  const compare = element("p", `${said.compare} `);
  compare.append(link);
  outcome.replaceChildren(notice("done", said.genuine, said.intact), list, compare);
}

async function verify(form, outcome) {
  const said = form.dataset;
  const file = form.elements.file.files[0];
  try {
    const found = await read(new Uint8Array(await file.arrayBuffer()));
    await prove(found, JSON.parse(said.profile));
    show(outcome, said, found.document);
  } catch (failure) {
    if (!(failure instanceof Unproven)) { form.submit(); return; }
    outcome.replaceChildren(notice("fault", said.failed, said[failure.message]));
  }
}

for (const form of document.querySelectorAll("form[data-verify]")) {
  form.addEventListener("submit", (event) => {
    if (!form.elements.file.files.length || !globalThis.crypto?.subtle) return;
    event.preventDefault();
    verify(form, document.querySelector("[data-outcome]"));
  });
}
