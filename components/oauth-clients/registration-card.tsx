import { Card } from "@/components/ui/card";
import { registrationModes } from "./words";

type Props = { mode: (typeof registrationModes)[number]["value"]; documents: boolean };

/** Who may become a client here, and which variable says so. */
export function RegistrationCard({ mode, documents }: Props) {
  const inForce = registrationModes.find(({ value }) => value === mode)!;
  const others = registrationModes.filter(({ value }) => value !== mode).map(({ value }) => value);
  return (
    <Card title={inForce.title} description={inForce.text}>
      <dl className="grid gap-4 px-5 pt-3 pb-5 text-sm sm:grid-cols-2 sm:px-6">
        <div>
          <dt className="text-xs text-faint">To change it</dt>
          <dd className="text-muted">
            Start the server with <code className="text-[0.8125rem] text-ink">CLIENT_REGISTRATION={others[0]}</code> or <code className="text-[0.8125rem] text-ink">{others[1]}</code>. It is <code className="text-[0.8125rem] text-ink">{mode}</code> now.
          </dd>
        </div>
        <div>
          <dt className="text-xs text-faint">Metadata documents</dt>
          <dd className="text-muted">
            {documents ? "Read: a client whose client_id is an https address is known by what it publishes there." : "Not read: a client whose client_id is an https address is not known."}{" "}
            <code className="text-[0.8125rem] text-ink">CIMD_ENABLED={documents ? "false" : "true"}</code> changes that.
          </dd>
        </div>
      </dl>
    </Card>
  );
}
