import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { config } from "@/lib/env/config";
import { oneLine } from "@/lib/mail/message";
import { paths } from "@/lib/paths";
import type { Notice } from "./notify";

const page = (path: string) => `${config().publicUrl}${path}`;

const changePassword = "change your password at once, then look through your sessions and keys and end those that you do not know.";

export function signedInFromNewPlace(caller: Caller): Notice {
  return {
    subject: `New sign-in to ${config().brandName}`,
    paragraphs: ["Somebody signed in to your account from a place or with a program that it was not used from before.", circumstances(caller)],
    action: { label: "See where you are signed in", url: page(paths.settingsSecurity) },
    ifNotYou: changePassword,
  };
}

/** `what`: "API key", "API token", "personal API token"; `path`: the page where it stands, if any. */
export function credentialCreated(caller: Caller, what: string, name: string, path?: string): Notice {
  return {
    topic: "credentials",
    subject: `New ${what}${name.toLowerCase() === what.toLowerCase() ? "" : `: ${name}`}`,
    paragraphs: [`${name.toLowerCase() === what.toLowerCase() ? `A ${what}` : `The ${what} “${name}”`} was created with your account. Whoever holds it can call the API in your name.`, circumstances(caller)],
    ...(path !== undefined && { action: { label: "Look at it", url: page(path) } }),
    ifNotYou: `delete it, then ${changePassword}`,
    answeredIn: caller.channel,
  };
}

/** By an administrator, where no other owner can act. */
export function madeOwner({ id, name }: { id: string; name: string }): Notice {
  return {
    subject: `You are owner of ${name}`,
    paragraphs: [`An administrator made you owner of the organization “${name}”, because none of its owners can sign in. Its keys, apps, members and policies are in your hands.`],
    action: { label: "Look at it", url: page(paths.organization(id)) },
  };
}

export function passwordChanged(caller: Caller, paragraphs: string[] = []): Notice {
  return {
    subject: "Your password was changed",
    paragraphs: ["The password of your account was changed, and all other sessions were ended.", ...paragraphs, circumstances(caller)],
    action: { label: "Choose a new password", url: page(paths.forgotPassword) },
    ifNotYou: "ask for a link to choose a new password with the button, then look through your keys and connected apps.",
  };
}

export function addressChanged(caller: Caller, from: string | undefined, to: string): Notice {
  return {
    subject: "The address of your account was changed",
    paragraphs: [from === undefined ? `The address of your account is ${to} now.` : `The address of your account was changed from ${from} to ${to}.`, circumstances(caller)],
    ifNotYou: "tell an administrator at once: whoever reads the new address can choose a new password.",
  };
}

/** `what` as a sentence: "A passkey named “Phone” was added." */
export function secondFactorChanged(caller: Caller, what: string): Notice {
  return {
    subject: "Your second factor was changed",
    paragraphs: [what, circumstances(caller)],
    action: { label: "Look at your security settings", url: page(paths.settingsSecurity) },
    ifNotYou: changePassword,
  };
}

/** Somebody has the password and lacks the code. */
export function wrongCodes(caller: Caller): Notice {
  return {
    subject: "Wrong codes after your password",
    paragraphs: ["Somebody entered your password, and then several codes that were wrong. They were not let in, and have to wait before they can try again.", circumstances(caller)],
    action: { label: "Look at your security settings", url: page(paths.settingsSecurity) },
    ifNotYou: changePassword,
  };
}

/** `provider` as people call it: "Google". */
export function signInLinked(caller: Caller, provider: string, account: string | undefined): Notice {
  return {
    subject: `${provider} was linked to your account`,
    paragraphs: [`${account ? `The ${provider} account ${account}` : `A ${provider} account`} can now sign in as you.`, circumstances(caller)],
    action: { label: "Look at your ways to sign in", url: page(paths.settingsSignIn) },
    ifNotYou: `unlink it there, then ${changePassword}`,
    answeredIn: caller.channel,
  };
}

export function signInUnlinked(caller: Caller, provider: string): Notice {
  return {
    subject: `${provider} was unlinked from your account`,
    paragraphs: [`Your ${provider} account can no longer sign in as you.`, circumstances(caller)],
    action: { label: "Look at your ways to sign in", url: page(paths.settingsSignIn) },
    ifNotYou: changePassword,
  };
}

/** `what` with its article: "the API key “Robot”". */
export function credentialRevokedByAdmin(what: string): Notice {
  return {
    subject: "An administrator took back access to your account",
    paragraphs: [`An administrator of ${config().brandName} revoked ${what}. It is refused from now on.`, "If you still need it, ask them why before you make another one."],
    action: { label: "See what has access", url: page(paths.dashboard) },
  };
}

/** `what` as above; it was paused, or resumed. */
export function credentialPausedByAdmin(what: string, paused: boolean): Notice {
  return {
    subject: paused ? "An administrator paused access to your account" : "An administrator resumed access to your account",
    paragraphs: [paused ? `An administrator of ${config().brandName} paused ${what}. It is refused until it is resumed; you can do that yourself.` : `An administrator of ${config().brandName} resumed ${what}. It works again.`, "Ask them why, if you do not know."],
    action: { label: "See what has access", url: page(paths.access) },
  };
}

/** When, from where and with what. */
export function circumstances(caller: Caller): string {
  const when = `${clock.now().toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const from = caller.ip ? `, from ${caller.ip}` : "";
  const by = caller.userAgent ? `, with ${oneLine(caller.userAgent).slice(0, 200)}` : "";
  return `When and where: ${when}${from}${by}.`;
}
