import type { Metadata } from "next";
import { readFormError } from "@/components/auth/form-error";
import { LeakForm } from "@/components/leaks/leak-form";
import { LeakThanks } from "@/components/leaks/leak-thanks";
import { WhatHappens } from "@/components/leaks/what-happens";
import { one, type SearchParams } from "@/components/search-params";
import { config } from "@/lib/env/config";

export const metadata: Metadata = { title: "Found a key?" };

export default async function LeaksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const { brandName, keyPrefix } = config();
  const wasSent = one(params["sent"]) !== undefined;
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-x-14 gap-y-10 px-4 py-12 sm:px-8 sm:py-16 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid content-start gap-8">
        <header className="grid gap-3">
          <h1 className="text-3xl font-semibold tracking-tight">Found a key?</h1>
          <p className="text-lg leading-7 text-muted">A key of {brandName} in a repository, a log, a screenshot: paste it here, and it is stopped before somebody else uses it. Needs no account.</p>
        </header>
        {wasSent ? <LeakThanks /> : <LeakForm keyPrefix={keyPrefix} error={readFormError(one(params["error"]), one(params["field"]))} />}
      </div>
      <WhatHappens />
    </div>
  );
}
