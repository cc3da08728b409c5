import Link from "next/link";
import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";

/** For administrators: the navigation stays in sight. */
export default function AdminNotFound() {
  return (
    <div className="grid justify-items-center gap-5 py-20 text-center">
      <div className="grid gap-2">
        <p className="font-mono text-sm text-faint">404</p>
        <h1 className="text-2xl font-semibold tracking-tight">Not found</h1>
        <p className="max-w-sm text-muted">It does not exist, or somebody has deleted it.</p>
      </div>
      <Button asChild>
        <Link href={paths.adminUsers}>Users</Link>
      </Button>
    </div>
  );
}
