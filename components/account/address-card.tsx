import { Badge } from "@/components/ui/badge";
import { Card, CardBody } from "@/components/ui/card";
import type { Profile } from "@/lib/contract/users";

/** The address of the account, and whether it has proven to be the person's own. */
export function AddressCard({ profile }: { profile: Profile }) {
  return (
    <Card title="Email address" description="For signing in, and for telling you when something happens to your account.">
      <CardBody>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
          <span className="font-medium break-all">{profile.email ?? "None"}</span>
          {profile.email ? <Badge tone={profile.email_verified ? "good" : "neutral"} dot={profile.email_verified}>{profile.email_verified ? "Confirmed" : "Not confirmed"}</Badge> : null}
        </p>
      </CardBody>
    </Card>
  );
}
