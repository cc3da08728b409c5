import type { Caller } from "@/lib/context";
import { describeCredential, pageOfCredential } from "@/lib/credentials/describe";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { circumstances } from "./kinds";
import type { Notice } from "./notify";

type Held = { id: string; kind: string; name: string };
const topic = "leaks";

/**
 * Somebody reported a secret. `outcome`: what became of it. The finder's own words are on the page and not in the notice: a stranger
 * writes nobody letters in our name.
 */
export function credentialLeaked(held: Held, outcome: "paused" | "ended" | "earlier_secret_ended"): Notice {
  const what = describeCredential(held);
  return {
    topic,
    subject: outcome === "earlier_secret_ended" ? `An earlier secret of ${what} was reported as leaked` : `${upperFirst(what)} was reported as leaked`,
    paragraphs: [`Somebody found a secret of ${what} where it should not be, and reported it. They did hold it: only a secret that works is acted on.`, told[outcome]],
    action: { label: outcome === "paused" ? "Rotate or resume it" : "Have a look", url: `${config().publicUrl}${pageOfCredential(held)}` },
  };
}

const told = {
  paused: "It is paused: every call with it is refused. Give it a new secret, or resume it if what was found is no secret. Until you do one of them, whatever uses it does not work.",
  ended: "It was ended at once. To go on, sign in or connect again; what was found opens nothing any more.",
  earlier_secret_ended: "That earlier secret was ended at once. Its newer secret was not reported and goes on working: put it in place wherever the earlier one is still used.",
};

/** A secret came in the address of a request, where proxies, browsers and logs keep it. */
export function credentialSeenInUrl(caller: Caller, held: Held): Notice {
  const what = describeCredential(held);
  return {
    topic,
    subject: `${upperFirst(what)} appeared in a URL`,
    paragraphs: [
      `A request came with the secret of ${what} in its address. The request was refused. Addresses are kept by browsers, proxies and logs, so others may have read it by now.`,
      "Send it in the Authorization header or as X-API-Key, and give it a new secret. You are told of this once a day at most.",
      circumstances(caller),
    ],
    action: { label: "Give it a new secret", url: `${config().publicUrl}${pageOfCredential(held)}` },
  };
}

export function clientSecretLeaked(id: string, name: string): Notice {
  return {
    topic,
    subject: `The client secret of “${name}” was reported as leaked`,
    paragraphs: [`Somebody found the client secret of your OAuth app “${name}” where it should not be, and reported it. It still works, because whoever uses the app would be locked out with it.`, "Rotate it, without an overlap as soon as the app can take the new one."],
    action: { label: "Rotate the secret", url: `${config().publicUrl}${paths.oauthApp(id)}` },
  };
}

export function initialAccessTokenLeaked(name: string): Notice {
  return {
    topic,
    subject: `The initial access token “${name}” was reported as leaked`,
    paragraphs: [`Somebody found the initial access token “${name}” where it should not be, and reported it. It was revoked at once. Clients that were registered with it stay: look whether you know them all.`],
    action: { label: "See the OAuth clients", url: `${config().publicUrl}${paths.adminClients}` },
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
