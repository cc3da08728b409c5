import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";

/** The same, whatever was sent. */
export function LeakThanks() {
  return (
    <div className="grid max-w-xl gap-5">
      <Notice tone="good" title="Thank you, the report has arrived">
        If it is a working secret of this server, it is being stopped and its owner is told. Whether it is one, we tell only its owner.
      </Notice>
      <p className="text-sm">
        <Link href={paths.leaks} className="link">
          Report another one
        </Link>
      </p>
    </div>
  );
}
