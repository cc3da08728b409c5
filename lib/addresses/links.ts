import { config } from "@/lib/env/config";
import { invalid } from "@/lib/errors";
import { paths } from "@/lib/paths";

/** Links in mails live as long as it takes to look into one's mail, and no longer. */
export const verificationSeconds = 86_400;

/** `PUBLIC_URL` alone says where links lead, whatever the request's Host was. The secret stands behind `?`: pages read it without JavaScript. */
export function linkTo(path: string, secret: string): string {
  return `${config().publicUrl}${path}?token=${secret}`;
}

export const verificationLink = (secret: string) => linkTo(paths.verifyEmail, secret);

/** The same for an unknown, used, expired and superseded link. */
export const deadLink = () => invalid("token", "is used, expired or incomplete: ask for a new link");
