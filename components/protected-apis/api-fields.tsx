"use client";

import { AddressFields } from "./fields/address-fields";
import { MoreFields } from "./fields/more-fields";
import type { ScopeOption } from "./rules/demand-fields";
import { RuleList } from "./rules/rule-list";
import { ToolList } from "./rules/tool-list";
import { isMcpPrefix, type ApiValues } from "./values";

export type ApiFieldsProps = { values: ApiValues; onChange: (values: ApiValues) => void; scopes: ScopeOption[]; host: string; error: unknown };

/** Everything that an API is declared by. */
export function ApiFields({ values, onChange, scopes, host, error }: ApiFieldsProps) {
  const set = (change: Partial<ApiValues>) => onChange({ ...values, ...change });
  const isMcp = isMcpPrefix(values.prefix.trim());
  return (
    <>
      <AddressFields values={values} onChange={set} host={host} error={error} />
      <RuleList rules={values.rules} isMcp={isMcp} onChange={(rules) => set({ rules })} scopes={scopes} error={error} />
      {isMcp ? <ToolList values={values} onChange={set} scopes={scopes} error={error} /> : null}
      <MoreFields values={values} onChange={set} error={error} />
    </>
  );
}
