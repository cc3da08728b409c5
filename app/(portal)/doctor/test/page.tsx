import type { Metadata } from "next";
import { TestForm } from "@/components/doctor/test-form";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { userContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Test an address" };

export default async function DoctorTestPage() {
  await userContext(paths.doctorTest);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Test an address" description="Looks at an MCP server or at a client’s metadata document as a strict client would, and says what to fix.">
        <BackLink href={paths.doctor}>Connection doctor</BackLink>
      </PageHeader>
      <TestForm ownServer={`${config().publicUrl}/mcp`} />
    </div>
  );
}
