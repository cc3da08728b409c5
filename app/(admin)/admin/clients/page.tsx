import { AppWindow } from "lucide-react";
import { ClientFilter } from "@/components/oauth-clients/client-filter";
import { ClientGroupList } from "@/components/oauth-clients/group-list";
import { PruneButton } from "@/components/oauth-clients/prune-button";
import { readClientFilter } from "@/components/oauth-clients/read-filter";
import { RegistrationCard } from "@/components/oauth-clients/registration-card";
import { InitialTokenCard } from "@/components/oauth-clients/tokens/token-card";
import type { SearchParams } from "@/components/search-params";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { config } from "@/lib/env/config";
import { listClientGroups, toClientGroupView } from "@/lib/oauth/clients/govern/list-groups";
import { listInitialAccessTokens, toInitialAccessTokenView } from "@/lib/oauth/initial-access-tokens/list";
import { paths } from "@/lib/paths";

export const generateMetadata = adminTitle("OAuth clients");

export default async function ClientsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await adminContext(paths.adminClients);
  const { kept, query, isFiltered } = readClientFilter(await searchParams);
  const [{ rows, nextCursor }, tokens] = await Promise.all([listClientGroups(ctx, query), listInitialAccessTokens(ctx, { limit: 100 })]);
  const { registrationMode, cimdEnabled } = config();
  return (
    <>
      <PageHeader title="OAuth clients" description="Every app that has ever asked for access here. Registrations that say the same of themselves stand as one." actions={<PruneButton />} />
      <div className="mb-6">
        <RegistrationCard mode={registrationMode} documents={cimdEnabled} />
      </div>
      <ClientFilter key={JSON.stringify(kept)} values={kept} />
      <Card>
        {rows.length > 0 ? (
          <ClientGroupList groups={rows.map(toClientGroupView)} />
        ) : (
          <EmptyState icon={<AppWindow />} title={isFiltered || query.cursor ? "Nothing here" : "No client yet"}>
            {isFiltered ? "No client matches this filter." : "An app that connects by MCP or OAuth registers itself, and then stands here."}
          </EmptyState>
        )}
      </Card>
      <Pager path={paths.adminClients} query={kept} nextCursor={nextCursor} isFirst={!query.cursor} />
      <div className="mt-6">
        <InitialTokenCard tokens={tokens.rows.map(toInitialAccessTokenView)} />
      </div>
    </>
  );
}
