"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useFocusError } from "@/components/use-focus-error";
import { paths } from "@/lib/paths";
import { ApiFields } from "./api-fields";
import { describeApiError } from "./describe-api-error";
import { useCreateProtectedApi } from "./queries";
import type { ScopeOption } from "./rules/demand-fields";
import { startOf, templates, type TemplateId } from "./templates";
import { RuleTester } from "./tester/rule-tester";
import { toBody, toRules, toolsIn } from "./values";

const choices = templates.map(({ id, label }) => ({ value: id, label }));

export function CreateProtectedApiForm({ template: first, scopes, host }: { template: TemplateId; scopes: ScopeOption[]; host: string }) {
  const router = useRouter();
  const [template, setTemplate] = useState<TemplateId>(first);
  const [values, setValues] = useState(() => startOf(first));
  const create = useCreateProtectedApi(({ id }) => router.push(paths.adminApi(id)));
  const form = useFocusError(create.error);

  function choose(next: TemplateId) {
    setTemplate(next);
    // what it is called and where it runs are the reader's own words
    setValues({ ...startOf(next), name: values.name, upstream: values.upstream });
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ body: toBody(values) });
  }

  return (
    <div className="grid gap-6">
      <Card title="The API" description={templates.find(({ id }) => id === template)!.text} actions={<SegmentedControl label="What it is" value={template} options={choices} onChange={choose} />}>
        <CardBody>
          <form ref={form} onSubmit={submit} className="grid gap-6" noValidate>
            <ApiFields values={values} onChange={setValues} scopes={scopes} host={host} error={create.error} />
            {create.error ? <Notice tone="bad">{describeApiError(create.error)}</Notice> : null}
            <div className="flex flex-wrap gap-3 border-t border-line pt-6">
              <Button type="submit" variant="primary" busy={create.isPending}>
                Protect this API
              </Button>
              <Button asChild variant="ghost">
                <Link href={paths.adminApis}>Cancel</Link>
              </Button>
            </div>
          </form>
        </CardBody>
      </Card>
      <RuleTester rules={toRules(values.rules)} tools={toolsIn(values)} prefix={values.prefix.trim()} />
    </div>
  );
}
