import { Plus } from "lucide-react";
import Link from "next/link";
import { ApiList } from "@/components/protected-apis/list/api-list";
import { FirstApi } from "@/components/protected-apis/list/first-api";
import { one, type SearchParams } from "@/components/search-params";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { config } from "@/lib/env/config";
import { apiFileProblem } from "@/lib/gateway/file/follow";
import { listProtectedApis } from "@/lib/gateway/find";
import { toProtectedApiView } from "@/lib/gateway/view";
import { paths } from "@/lib/paths";

export const generateMetadata = adminTitle("Protected APIs");

export default async function ProtectedApisPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await adminContext(paths.adminApis);
  const cursor = one((await searchParams)["cursor"]);
  const { rows, nextCursor } = await listProtectedApis(ctx, { limit: 50, cursor });
  const problem = apiFileProblem();
  const isEmpty = rows.length === 0 && !cursor;
  return (
    <>
      <PageHeader title="Protected APIs" description="APIs and MCP servers that Keyhouse stands in front of: what a rule allows goes through, the rest is turned away." actions={isEmpty ? undefined : <AddButton />} />
      {problem ? (
        <Notice tone="bad" title="The file of protected APIs does not hold" className="mb-6">
          <span className="wrap-anywhere">{config().protectedApisFile}</span>: {problem}. What stood before is served meanwhile.
        </Notice>
      ) : null}
      <Card>{isEmpty ? <FirstApi /> : rows.length > 0 ? <ApiList apis={rows.map(toProtectedApiView)} /> : <CardBody>No more APIs.</CardBody>}</Card>
      <Pager path={paths.adminApis} nextCursor={nextCursor} isFirst={!cursor} />
    </>
  );
}

function AddButton() {
  return (
    <Button asChild variant="primary">
      <Link href={paths.newAdminApi()}>
        <Plus aria-hidden /> Add API
      </Link>
    </Button>
  );
}
