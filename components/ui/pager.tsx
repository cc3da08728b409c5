import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "./button";

type PagerProps = { path: string; query?: Record<string, string | undefined>; nextCursor: string | undefined; isFirst: boolean; words?: { first: string; next: string } };

const byTime = { first: "Newest", next: "Older" };

/** Links to the next page and back to the first: they work before JavaScript, and can be sent to somebody. */
export function Pager({ path, query = {}, nextCursor, isFirst, words = byTime }: PagerProps) {
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
            <ArrowLeft aria-hidden /> {words.first}
          </Link>
        </Button>
      )}
      {nextCursor ? (
        <Button asChild>
          <Link href={address([["cursor", nextCursor]])}>
            {words.next} <ArrowRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  );
}
