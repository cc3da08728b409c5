import { Badge } from "@/components/ui/badge";
import { Fact, FactGrid } from "@/components/ui/facts";
import { RelativeTime } from "@/components/ui/time";
import type { UserView } from "@/lib/contract/users-admin";

export function UserFacts({ user }: { user: UserView }) {
  return (
    <FactGrid>
      <Fact label="Username">{user.username}</Fact>
      <Fact label="Address">
        {user.email ?? "None"} {user.email ? <Badge tone={user.email_verified ? "good" : "neutral"}>{user.email_verified ? "confirmed" : "not confirmed"}</Badge> : null}
      </Fact>
      <Fact label="Last sign-in">{user.last_sign_in_at ? <RelativeTime value={user.last_sign_in_at} /> : "Never"}</Fact>
      <Fact label="Name">{user.name ?? "Not given"}</Fact>
      <Fact label="Member since">
        <RelativeTime value={user.created_at} />
      </Fact>
      <Fact label="Id">
        <code className="text-[0.8125rem]">{user.id}</code>
      </Fact>
    </FactGrid>
  );
}
