import { isProviderFailure, type ProviderFailure } from "@/lib/auth/providers/failure";
import { errorTable } from "@/lib/contract/errors";
import type { Caller } from "@/lib/context";
import type { Refusal } from "@/lib/errors";
import type { Attempt } from "@/lib/identities/attempt";
import { providerNames } from "@/lib/identities/provider";
import { log } from "@/lib/log";
import { confirmPasswordPath, loginPath, paths, providerPath } from "@/lib/paths";
import type { Answer } from "../incoming";
import { escapeHtml, plainPage } from "../pages/plain-page";
import { toRefusal } from "../to-error";
import { isFlowProblem, type FlowProblemKind } from "./flow-problem";

/** What somebody was about to do when it went wrong. */
export type Flow = Pick<Attempt, "provider" | "intent" | "next">;

type Words = { status: number; title: string; text: string; sent?: string | undefined; links?: Link[] };
type Link = [label: string, href: string];

/** The page for a sign-in at a provider that did not succeed: what happened, to what, what to do. */
export function providerProblem(thrown: unknown, flow: Flow, caller: Caller): Answer {
  const { status, title, text, sent, links = waysOn(flow), retryAfter } = describe(thrown, flow, caller);
  const list = links.map(([label, href]) => `<li><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></li>`).join("");
  const body = `<p>${escapeHtml(text)}</p>
${sent === undefined ? "" : `<dl><dt>What it asked for</dt><dd><code>${escapeHtml(sent.slice(0, 500))}</code></dd></dl>`}
${list && `<ul class="ways">${list}</ul>`}
<p class="small">Reference: <code>${escapeHtml(caller.requestId)}</code></p>`;
  const page = plainPage({ status, title, body, requestId: caller.requestId });
  if (retryAfter !== undefined) page.headers["retry-after"] = String(retryAfter);
  return page;
}

function describe(thrown: unknown, flow: Flow, caller: Caller): Words & { retryAfter?: number | undefined } {
  const name = providerNames[flow.provider];
  if (isFlowProblem(thrown)) return { ...flowProblems[thrown.kind](name), sent: thrown.sent };
  if (isProviderFailure(thrown)) {
    log.warn(`${name} could not vouch for somebody`, { requestId: caller.requestId, kind: thrown.kind, error: thrown.message });
    return failures[thrown.kind](name);
  }
  const refusal = toRefusal(thrown, caller.requestId);
  return { ...describeRefusal(refusal, name), retryAfter: refusal.details.retry_after };
}

const failures: Record<ProviderFailure["kind"], (name: string) => Words> = {
  unreachable: (name) => ({ status: 502, title: `${name} does not answer`, text: `We could not reach ${name}, so nobody was signed in. Try again in a minute, or sign in another way.` }),
  clock: (name) => ({ status: 502, title: `${name}’s clock and ours differ`, text: `${name} answered, but its answer is not valid at the time that our clock shows, so nobody was signed in. The clock of this server has to be set right: tell who runs it.` }),
  stale: (name) => ({ status: 403, title: `${name} did not ask you to sign in again`, text: `To confirm that it is you, ${name} has to ask you once more. Sign out there, then try again.` }),
  answer: (name) => ({ status: 502, title: `${name}’s answer cannot be trusted`, text: `What ${name} answered is not what was asked for, so nobody was signed in. Try again; if it stays like this, tell who runs this server.` }),
};

const flowProblems: Record<FlowProblemKind, (name: string) => Words> = {
  absent: (name) => ({ status: 404, title: `There is no sign-in with ${name} here`, text: `Who runs this server has not switched it on. Sign in another way.`, links: [["Sign in", paths.login]] }),
  redirect_uri: () => ({
    status: 400,
    title: "This app’s address is not allowed",
    text: "The app that sent you here asked for your sign-in at an address that is not on the list of this server. Nothing was sent there, and nobody was signed in. Its developer has to use an address of the list, letter by letter, or ask who runs this server to add it (SIGN_IN_REDIRECT_URIS).",
    links: [],
  }),
  denied: (name) => ({ status: 400, title: `You did not let ${name} say who you are`, text: `Nobody was signed in, and ${name} told us nothing about you.` }),
  gone: () => ({ status: 400, title: "This sign-in is over", text: "It was finished already, or begun more than ten minutes ago. Begin again." }),
  elsewhere: () => ({ status: 400, title: "This sign-in began in another browser", text: "A sign-in can be finished only in the browser in which it began, so nobody was signed in here. If somebody sent you the address, they may have wanted you to use their account." }),
  signed_out: () => ({ status: 401, title: "You are no longer signed in", text: "Nothing was done. Sign in, then try again." }),
  other_person: (name) => ({ status: 403, title: "That is another account", text: `The ${name} account that you chose is not the one that is linked to your account here. Nothing was confirmed.` }),
};

function describeRefusal(refusal: Refusal, name: string): Words {
  const { status } = errorTable[refusal.code];
  const conflict = refusal.code === "CONFLICT" ? conflicts[refusal.details.field ?? ""]?.(name) : undefined;
  if (conflict) return { status, ...conflict };
  if (refusal.code === "ACCOUNT_SUSPENDED") return { status, title: "This account is suspended", text: `The account that this ${name} account belongs to is suspended. Ask who runs this server.`, links: [] };
  if (refusal.details.field === "setup_token") {
    return { status, title: "The first account needs the setup token", text: `The first account of this server is its administrator’s, and needs the token that the server printed when it started. Create it with a password, then link ${name} in the settings.`, links: [["Create the first account", paths.register]] };
  }
  if (refusal.code === "RATE_LIMITED") return { status, title: "Too many attempts", text: "Wait a minute, then try again." };
  return { status, title: "That did not work", text: `${refusal.message}. Nobody was signed in.` };
}

const conflicts: Record<string, (name: string) => Omit<Words, "status">> = {
  email: (name) => ({
    title: "There is already an account with your address",
    text: `It was made in another way than by ${name}, and its address was never confirmed, so it is not certain that it is yours. Sign in to it as before, then link ${name} in the settings. If you do not know its password, choose a new one by mail.`,
    links: [["Sign in, then link", loginPath(paths.settingsSignIn)], ["Choose a new password by mail", paths.forgotPassword]],
  }),
  provider: (name) => ({ title: `Another ${name} account is linked`, text: `Your account here signs in by another ${name} account. Use that one, or unlink it in the settings first.` }),
  subject: (name) => ({ title: `This ${name} account is linked elsewhere`, text: `It signs in to another account here. Unlink it there first, or choose another ${name} account.` }),
};

function waysOn({ provider, intent, next }: Flow): Link[] {
  if (intent === "link") return [["Back to your ways to sign in", paths.settingsSignIn]];
  if (intent === "confirm") return [["Try again", providerPath(provider, next, true)], ["Confirm another way", confirmPasswordPath(next)]];
  return [["Try again", providerPath(provider, next)], ["Sign in another way", loginPath(next)]];
}
