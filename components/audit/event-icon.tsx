import clsx from "clsx";
import { Building2, CircleDot, Fingerprint, KeyRound, LifeBuoy, LogIn, Mail, ShieldAlert, ShieldCheck, Smartphone, Ticket, UserRound, type LucideIcon } from "lucide-react";

const icons: Record<string, LucideIcon> = {
  api_key: KeyRound,
  credential: ShieldAlert,
  personal_token: Ticket,
  access_token: Ticket,
  api_token: Ticket,
  session: LogIn,
  totp: Smartphone,
  passkey: Fingerprint,
  recovery_code: LifeBuoy,
  recovery_codes: LifeBuoy,
  second_factor: ShieldCheck,
  role_policy: ShieldCheck,
  user: UserRound,
  organization: Building2,
  organization_member: UserRound,
  invitation: Mail,
};

const endings = /\.(revoked|deleted|ended|removed|suspended|failed|refused|leaked|secret_leaked|seen_in_url)$/;

export function EventIcon({ action }: { action: string }) {
  const Icon = icons[action.split(".")[0] ?? ""] ?? CircleDot;
  return (
    <span aria-hidden className={clsx("grid size-8 shrink-0 place-items-center rounded-full border", endings.test(action) ? "border-bad-line bg-bad-soft text-bad" : "border-line bg-sunken text-muted")}>
      <Icon className="size-4" />
    </span>
  );
}
