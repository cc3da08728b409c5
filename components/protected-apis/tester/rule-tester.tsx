"use client";

import { useState } from "react";
import { Card, CardBody } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { roleChoices } from "@/components/users/roles";
import type { GatewayRule, ToolRule } from "@/lib/contract/protected-apis";
import type { Role } from "@/lib/contract/scopes";
import { readNames } from "../read-names";
import { isMcpPrefix } from "../values";
import { decide, type AskedBy } from "./decide";
import { Verdict } from "./verdict";

type RuleTesterProps = { rules: GatewayRule[]; tools: ToolRule[] | undefined; prefix: string };

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const callers: readonly { value: AskedBy["as"]; label: string }[] = [
  { value: "nobody", label: "Nobody: no credential" },
  { value: "key", label: "A key or token" },
  { value: "app", label: "An app that somebody let in" },
  { value: "person", label: "A person who signed in" },
];

/** "Which rule decides?": answers for the rules in sight, with the gateway's own matching, and sends nothing. */
export function RuleTester({ rules, tools, prefix }: RuleTesterProps) {
  const isMcp = isMcpPrefix(prefix);
  const [method, setMethod] = useState("GET");
  const [path, setPath] = useState("/");
  const [tool, setTool] = useState("");
  const [as, setAs] = useState<AskedBy["as"]>("key");
  const [scopes, setScopes] = useState("agents:read");
  const [role, setRole] = useState<Role>("user");
  const [groups, setGroups] = useState("");
  const asked = isMcp ? { method: "POST", path: "/", tool: tool.trim() } : { method, path: pathBelow(path, prefix) };
  const by = { as, scopes: readNames(scopes), role, groups: readNames(groups) };
  return (
    <Card title="Which rule decides?" description="Answers at once for the rules on this page, saved or not. Nothing is sent.">
      <CardBody className="grid gap-5">
        <div className="grid gap-4 sm:grid-cols-2">
          {isMcp ? (
            <Field label="Tool" optional>
              {(control) => <Input {...control} value={tool} onChange={(event) => setTool(event.target.value)} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="read_map" className="font-mono text-sm" />}
            </Field>
          ) : (
            <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3">
              <Field label="Method">{(control) => <Choice control={control} value={method} onChange={setMethod} options={methods.map((value) => ({ value, label: value }))} />}</Field>
              <Field label="Path of a request">
                {(control) => <Input {...control} value={path} onChange={(event) => setPath(event.target.value)} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="/agents/7" className="font-mono text-sm" />}
              </Field>
            </div>
          )}
          <Field label="Sent by">{(control) => <Choice control={control} value={as} onChange={(value) => setAs(value as AskedBy["as"])} options={callers} />}</Field>
        </div>
        {as === "nobody" ? null : (
          <div className="grid gap-4 sm:grid-cols-3">
            <Field label="Holding the scopes">{(control) => <Input {...control} value={scopes} onChange={(event) => setScopes(event.target.value)} autoComplete="off" autoCapitalize="none" spellCheck={false} className="font-mono text-sm" />}</Field>
            <Field label="Role">{(control) => <Choice control={control} value={role} onChange={(value) => setRole(value as Role)} options={roleChoices} />}</Field>
            <Field label="In the groups">{(control) => <Input {...control} value={groups} onChange={(event) => setGroups(event.target.value)} autoComplete="off" spellCheck={false} placeholder="none" />}</Field>
          </div>
        )}
        <Verdict decision={decide({ rules, tools, isMcp }, asked, by)} rules={rules} tools={tools} isMcp={isMcp} />
      </CardBody>
    </Card>
  );
}

type ChoiceProps = { control: object; value: string; onChange: (value: string) => void; options: readonly { value: string; label: string }[] };

function Choice({ control, value, onChange, options }: ChoiceProps) {
  return (
    <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

/** What somebody pastes: a whole address, a path with its prefix, or one without its slash. */
function pathBelow(text: string, prefix: string): string {
  const typed = text.trim();
  const path = (URL.canParse(typed) ? new URL(typed).pathname : typed).split(/[?#]/)[0]!;
  const below = path === prefix || path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
  return below.startsWith("/") ? below : `/${below}`;
}
