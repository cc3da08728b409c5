import type { MembershipRole } from "@/lib/contract/organizations";
import { config } from "@/lib/env/config";
import type { MailMessage } from "@/lib/mail/message";
import { invitationPath } from "@/lib/paths";

type About = { token: string; email: string; organization: string; role: MembershipRole; inviter: { username: string; name: string | undefined } };

export function invitationMail({ token, email, organization, role, inviter }: About): MailMessage {
  const { brandName, publicUrl } = config();
  const who = inviter.name ? `${inviter.name} (${inviter.username})` : inviter.username;
  return {
    subject: `Join ${organization} at ${brandName}`,
    heading: `Join ${organization}`,
    paragraphs: [
      `${who} invites you to ${organization} at ${brandName}, as ${role === "member" ? "a member" : `an ${role}`}.`,
      "The link works once, for 7 days. It is for you alone: if you have no account yet, you make one with this address on the way.",
    ],
    action: { label: "See the invitation", url: `${publicUrl}${invitationPath(token)}` },
    footnote: `This mail was sent to ${email} because somebody typed that address. If you do not know them, you need not do anything.`,
  };
}
