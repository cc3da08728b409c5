import { config } from "@/lib/env/config";
import type { MailMessage } from "@/lib/mail/message";
import { paths } from "@/lib/paths";
import { verificationLink } from "./links";

const brand = () => config().brandName;
const page = (path: string) => `${config().publicUrl}${path}`;

export function verificationMail(email: string, username: string | undefined, secret: string): MailMessage {
  return {
    subject: `Confirm your address for ${brand()}`,
    heading: "Confirm your email address",
    paragraphs: [`Somebody, hopefully you, opened the account ${username ? `“${username}” ` : ""}at ${brand()} with the address ${email}.`, "Open the link within 24 hours and press the button there."],
    action: { label: "Confirm the address", url: verificationLink(secret) },
    footnote: "If it was not you, do nothing: without the link nobody can show that this address is theirs.",
  };
}

/** For somebody who has an account already, in place of a link: whoever filled in the form sees no difference. */
export function alreadyRegisteredMail(email: string, username: string): MailMessage {
  return {
    subject: `You already have an account at ${brand()}`,
    heading: "You already have an account",
    paragraphs: [`Somebody, perhaps you, wanted to open an account at ${brand()} with the address ${email}. It belongs to the account “${username}” already, so none was made.`, "If you have forgotten your password, choose a new one."],
    action: { label: "Choose a new password", url: page(paths.forgotPassword) },
    footnote: "If it was not you, there is nothing to do: nobody has got into your account.",
  };
}

export function newAddressMail(username: string, from: string | null, to: string, secret: string): MailMessage {
  return {
    subject: `Confirm your new address for ${brand()}`,
    heading: "Confirm your new email address",
    paragraphs: [`The account “${username}” at ${brand()} wants to ${from ? `change its address from ${from} to ${to}` : `use the address ${to}`}.`, "Open the link within 24 hours and press the button there."],
    action: { label: "Confirm the new address", url: verificationLink(secret) },
    footnote: "If it was not you, do nothing: the address of the account stays as it is.",
  };
}

export function oldAddressMail(username: string, from: string, to: string, secret: string): MailMessage {
  return {
    subject: `Your address at ${brand()} is about to change`,
    heading: "Agree to a new email address",
    paragraphs: [
      `The account “${username}” at ${brand()} wants to change its address from ${from} to ${to}. It changes once both addresses have confirmed it.`,
      "Open the link within 24 hours and press the button there.",
      "If this was not you: do not open the link, and change your password at once. Somebody is signed in to your account.",
    ],
    action: { label: "Agree to the change", url: verificationLink(secret) },
  };
}

/** For the owner of an address that somebody else's account asked for. */
export function addressTakenMail(email: string, username: string): MailMessage {
  return {
    subject: `Your address is in use at ${brand()}`,
    heading: "Your address belongs to another account",
    paragraphs: [`Somebody, perhaps you with a second account, wanted to use ${email} for another account at ${brand()}. It belongs to the account “${username}”, so nothing was changed.`, "To use it elsewhere, sign in to that account and delete it, or give it another address first."],
    action: { label: "Sign in", url: page(paths.login) },
    footnote: "If it was not you, there is nothing to do.",
  };
}
