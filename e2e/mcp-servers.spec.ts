import { expect, test } from "./fixtures";
import { signUp } from "./support/account";
import { expectAccessible } from "./support/axe";
import { listen, OauthClient } from "./support/oauth-client";
import { call, newVisitor } from "./support/people";

test.use({ house: "mcp-servers" });

const upstream = "http://127.0.0.1:9/mcp";
const everyMethod = { methods: ["*"], path: "/**" };

test("a person finds the MCP servers that they may use, each with its lines, and is asked by name for access to one", async ({ page, browser, server }) => {
  await signUp(page);
  await page.goto("/connect");
  await expect(page.getByRole("navigation", { name: "MCP servers" })).toBeHidden();
  await call(page, "POST", "/protected-apis", { name: "Maps for agents", prefix: "/mcp/maps", upstream, rules: [{ ...everyMethod, scope: "agents:read" }] });
  await call(page, "POST", "/protected-apis", { name: "Kitchen", prefix: "/mcp/kitchen", upstream, rules: [{ ...everyMethod, groups: ["cooks"] }] });
  await call(page, "POST", "/protected-apis", { name: "No MCP server", prefix: "/api/maps", upstream, rules: [everyMethod] });

  const visitor = await newVisitor(browser, server.origin);
  const servers = visitor.page.getByRole("navigation", { name: "MCP servers" });
  await visitor.page.goto("/connect");
  await expect(servers.getByRole("link")).toHaveCount(2);
  await servers.getByRole("link", { name: /Maps for agents/ }).click();
  await expect(servers.getByRole("link", { name: /Maps for agents/ })).toHaveAttribute("aria-current", "page");
  await expect(visitor.page.getByText(`claude mcp add --transport http maps-for-agents ${server.origin}/mcp/maps`)).toBeVisible();
  await expectAccessible(visitor.page);

  await call(page, "PATCH", `/users/${visitor.id}`, { groups: ["cooks"] });
  await visitor.page.reload();
  await expect(servers.getByRole("link")).toHaveCount(3);
  await servers.getByRole("link", { name: /Kitchen/ }).click();
  await expect(visitor.page.getByText(`claude mcp add --transport http kitchen ${server.origin}/mcp/kitchen`)).toBeVisible();

  const listener = await listen();
  const client = await OauthClient.register(server.origin, { client_name: "Cartographer", redirect_uris: [listener.redirectUri] });
  await visitor.page.goto(client.authorizeAddress(listener.redirectUri, { resource: `${server.origin}/mcp/maps` }));
  await expect(visitor.page.getByRole("heading", { level: 1 })).toHaveText("Cartographer wants access to Maps for agents");
  await expect(visitor.page.getByText(`Maps for agents is behind Keyhouse, at ${server.origin}/mcp/maps`)).toBeVisible();
  await expect(visitor.page.getByRole("checkbox", { name: /agents:read/ })).toBeVisible();
  await expect(visitor.page.getByRole("checkbox", { name: /keys:/ })).toHaveCount(0);
  await expectAccessible(visitor.page);
  listener.close();
});
