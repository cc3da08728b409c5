import { BadgeCheck, ShieldQuestion } from "lucide-react";
import { Mark } from "@/components/layout/mark";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import type { ShownClient, ShownResource } from "@/lib/contract/consent";
import { ClientTile } from "./client-tile";

type ClientHeadingProps = { client: ShownClient; resource: ShownResource; brandName: string; /** What comes between its name and what it wants. */ where?: string };

/** Who asks, for what, and whether anybody has checked that it is who it says. */
export function ClientHeading({ client, resource, brandName, where }: ClientHeadingProps) {
  return (
    <header className="grid justify-items-center gap-4 text-center">
      <span aria-hidden className="flex items-center gap-2">
        <ClientTile name={client.name} className="size-12 text-lg" />
        <span className="w-8 border-t-2 border-dashed border-brass-line" />
        <span className="grid size-12 place-items-center rounded-lg border border-brass-line bg-brass-soft text-brass-solid">
          <Mark className="h-6 w-auto" />
        </span>
      </span>
      <h1 className="text-[1.375rem] leading-8 font-semibold tracking-tight wrap-anywhere">
        {client.name}
        {where ? ` ${where}` : null} wants access to {resource.own ? brandName : (resource.name ?? resource.uri)}
      </h1>
      <p className="flex flex-wrap items-center justify-center gap-x-2.5 gap-y-1.5 text-sm text-muted">
        <TrustBadge client={client} />
        <Origin client={client} />
      </p>
      {resource.name === undefined ? null : <ResourceAddress name={resource.name} uri={resource.uri} brandName={brandName} />}
    </header>
  );
}

/** What stands behind the gateway has a name of an administrator's choice, and an address that is not. */
function ResourceAddress({ name, uri, brandName }: { name: string; uri: string; brandName: string }) {
  return (
    <p className="text-[0.8125rem] leading-5 text-muted">
      {name} is behind {brandName}, at <code className="break-all">{uri}</code>
    </p>
  );
}

export function TrustBadge({ client }: { client: Pick<ShownClient, "verified" | "verified_domain"> }) {
  if (client.verified) {
    return (
      <Badge tone="good">
        <BadgeCheck aria-hidden className="size-3.5" /> Verified: {client.verified_domain}
      </Badge>
    );
  }
  return (
    <Badge tone="warn">
      <ShieldQuestion aria-hidden className="size-3.5" /> Unverified
    </Badge>
  );
}

function Origin({ client }: { client: ShownClient }) {
  if (client.kind === "document") return <span className="wrap-anywhere">described at {addressHost(client.client_id)}</span>;
  // its client_id is no secret: whoever started the login may be somebody else
  if (client.kind === "built_in") return <span>comes with Keyhouse; allow it only if you started it yourself</span>;
  return (
    <span>
      {client.kind === "dynamic" ? "registered itself" : "registered by hand"} <RelativeTime value={client.registered_at} />
    </span>
  );
}

function addressHost(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
