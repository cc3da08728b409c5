/**
 * The rule of an MCP server that decides about a tool: its exact name before a beginning (`get_*`), a longer beginning before a
 * shorter one, `*` last. Undefined: no rule names it.
 */
export function chooseToolRule<Rule extends { name: string }>(rules: readonly Rule[], tool: string): Rule | undefined {
  let chosen: Rule | undefined;
  for (const rule of rules) {
    if (rule.name === tool) return rule;
    if (rule.name.endsWith("*") && tool.startsWith(rule.name.slice(0, -1)) && rule.name.length > (chosen?.name.length ?? 0)) chosen = rule;
  }
  return chosen;
}
