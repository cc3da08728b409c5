import { clock } from "@/lib/clock";
import { describeCredential, pageOfCredential } from "@/lib/credentials/describe";
import { describeAgent } from "@/lib/describe-agent";
import { config } from "@/lib/env/config";
import type { Notice } from "@/lib/notices/notify";
import { paths } from "@/lib/paths";

/** What is about to end, as its reminder needs it. */
export type Expiring = { id: string; kind: string; name: string; userId: string; organizationId: string | null; expiresAt: Date; lastUsedAt: Date | null; lastUsedIp: string | null; days: number };

/** Whose first call from a network this was. */
export type NewNetwork = { network: string; firstSeenAt: Date; ip: string | undefined; userAgent: string | undefined };

/** Most credentials named in one mail; the page shows all. */
const mostNamed = 20;

const page = (path: string) => `${config().publicUrl}${path}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** One or several of a person's that end soon. */
export function expiringSoon(expiring: Expiring[]): Notice {
  const [one, ...others] = expiring as [Expiring, ...Expiring[]];
  if (others.length > 0) return severalExpiring(expiring);
  const what = capital(describeCredential(one));
  return {
    topic: "reminders",
    subject: `${what} expires ${describeLeft(one.expiresAt)}`,
    paragraphs: [`${what} ends on ${atMinute(one.expiresAt)}. From then on its calls are refused.`, describeLastUse(one), whatToDo(one)],
    action: { label: "Look at it", url: page(pageOfCredential(one)) },
  };
}

function severalExpiring(expiring: Expiring[]): Notice {
  const named = expiring.slice(0, mostNamed).map((one) => `${capital(describeCredential(one))}: ${atMinute(one.expiresAt)}, ${describeLeft(one.expiresAt)}. ${describeLastUse(one)}`);
  const left = expiring.length - named.length;
  return {
    topic: "reminders",
    subject: `${expiring.length} of your keys and connections expire soon`,
    paragraphs: ["From their end on their calls are refused:", ...named, ...(left > 0 ? [`And ${left} more.`] : []), "Give those that are still needed another end, or make new ones in their place. Let the others run out."],
    action: { label: "See what ends", url: page(paths.safety) },
  };
}

function whatToDo({ kind }: Expiring): string {
  const inVain = "If nothing needs it any more, there is nothing to do.";
  if (kind === "grant") return `If you still use the app, give the connection a later end on its page, or connect it again. ${inVain}`;
  if (kind === "access_token") return `If something still needs it, get a new one in its place. ${inVain}`;
  return `If something still needs it, give it a later end on its page, or make a new one in its place. ${inVain}`;
}

function describeLastUse({ lastUsedAt, lastUsedIp }: Expiring): string {
  if (!lastUsedAt) return "It was never used.";
  return `It was last used on ${atMinute(lastUsedAt)}${lastUsedIp ? ` from ${lastUsedIp}` : ""}.`;
}

/** A credential was used from where it never was before. */
export function usedFromNewNetworks(credential: { id: string; kind: string; name: string }, networks: NewNetwork[]): Notice {
  const what = capital(describeCredential(credential));
  const many = networks.length > 1;
  const left = networks.length - mostNamed;
  return {
    topic: "new networks",
    subject: `${what} was used from ${many ? `${networks.length} new networks` : "a new network"}`,
    paragraphs: [
      `${what} was called from ${many ? "networks" : "a network"} that it was not used from before.`,
      ...networks.slice(0, mostNamed).map(({ network, firstSeenAt, ip, userAgent }) => `${network}: first on ${atMinute(firstSeenAt)}${ip ? ` from ${ip}` : ""}${userAgent ? `, with ${describeAgent(userAgent)}` : ""}.`),
      ...(left > 0 ? [`And ${left} more.`] : []),
      "If a program of yours has moved, there is nothing to do.",
    ],
    action: { label: "See where it is used", url: page(pageOfCredential(credential)) },
    ifNotYou: "pause it at once: it is refused until you resume it. Then give it a new secret, or revoke it.",
  };
}

function describeLeft(end: Date): string {
  const hours = (end.getTime() - clock.now().getTime()) / 3_600_000;
  if (hours < 1) return "within the hour";
  if (hours <= 24) return Math.floor(hours) === 1 ? "in 1 hour" : `in ${Math.floor(hours)} hours`;
  const days = Math.ceil(hours / 24);
  return `in ${days} days`;
}

const atMinute = (time: Date) => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
