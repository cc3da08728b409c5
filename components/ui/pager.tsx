import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "./button";

type PagerProps = { path: string; query?: Record<string, string | undefined>; nextCursor: string | undefined; isFirst: boolean };

/** Links to the next page and back to the first: they work before JavaScript, and can be sent to somebody. */
export function Pager({ path, query = {}, nextCursor, isFirst }: PagerProps) {
  if (!nextCursor && isFirst) return null;
  const kept = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const address = (more: string[][]) => {
    const search = new URLSearchParams([...kept, ...more]).toString();
    return search === "" ? path : `${path}?${search}`;
  };
  return (
    <nav aria-label="Pages" className="mt-5 flex justify-between gap-4">
      {isFirst ? (
        <span />
      ) : (
        <Button asChild>
          <Link href={address([])}>
            <ArrowLeft aria-hidden /> Newest
          </Link>
        </Button>
      )}
      {nextCursor ? (
        <Button asChild>
          <Link href={address([["cursor", nextCursor]])}>
            Older <ArrowRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  );
}
