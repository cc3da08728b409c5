import { KeyRound, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { EndedKeyList } from "@/components/api-keys/ended-key-list";
import { KeyTable } from "@/components/api-keys/key-table";
import { ShownOrganization } from "@/components/organizations/shown-organization";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listEndedApiKeys } from "@/lib/api-keys/ended";
import { listApiKeys } from "@/lib/api-keys/find";
import { toApiKeyView } from "@/lib/api-keys/view";
import { findOrganizations, type OrganizationChoice } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { one, type SearchParams } from "@/components/search-params";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "API Keys" };

const fewEnded = 10;

export default async function ApiKeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.apiKeys);
  const cursor = one((await searchParams)["cursor"]);
  const { all, current } = await findOrganizations(ctx);
  const { rows, nextCursor } = await listApiKeys(ctx, { limit: 50, cursor, organization_id: current?.id });
  const ended = nextCursor === undefined ? await listEndedApiKeys(ctx, { limit: fewEnded, organizationId: current?.id }) : [];
  const action = scopeAllows(ctx.principal.scopes, "keys:write") ? <NewKeyButton /> : undefined;
  return (
    <>
      <PageHeader title="API Keys" description="One key for each program that calls the API, with the scopes it needs and no more." actions={rows.length > 0 ? action : undefined} />
      <ShownOrganization current={current} what="Keys" path={paths.apiKeys} />
      <Card>
        {rows.length > 0 ? (
          <KeyTable keys={rows.map(toApiKeyView)} organizations={current ? [] : sharedOnes(all)} />
        ) : (
          <EmptyState icon={<KeyRound />} title={cursor ? "No more keys" : "No keys yet"} action={action}>
            {action ? "A key lets one program call the API. You choose what it may do, from where, how often and for how long." : "Your role looks and makes no keys. An administrator can give you another one."}
          </EmptyState>
        )}
      </Card>
      {ended.length > 0 ? (
        <Card className="mt-6" title="Revoked" description={`In the last ${config().requestLogDays} days. What was called with a key stays readable, and who still tries it.`}>
          <EndedKeyList keys={ended} />
        </Card>
      ) : null}
      <Pager path={paths.apiKeys} nextCursor={nextCursor} isFirst={!cursor} />
    </>
  );
}

/** Without the personal one, which needs no name. */
const sharedOnes = (all: OrganizationChoice[]) => all.filter(({ personal }) => !personal);

function NewKeyButton() {
  return (
    <Button asChild variant="primary">
      <Link href={paths.newApiKey}>
        <Plus aria-hidden /> Create key
      </Link>
    </Button>
  );
}
