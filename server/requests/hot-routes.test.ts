import { expect, it } from "vitest";
import { findHotRoute } from "./hot-routes";

it.each(["/forward-auth", "/forward-auth/", "/api/forward-auth", "/api/v1/forward-auth", "/forward-auth/agents", "/api/v1/forward-auth/scope=a:read/x"])("%s is answered ahead of Next, by any method", (path) => {
  for (const method of ["GET", "POST", "DELETE", "OPTIONS", "PROPFIND"]) expect(findHotRoute(method, path)).toBeDefined();
});

it.each(["/forward-authority", "/x/forward-auth", "/api/v2/forward-auth", "/forward-auth-x/y"])("%s is not", (path) => {
  expect(findHotRoute("GET", path)).toBeUndefined();
});

it("metadata is answered ahead of Next, of what stands behind the gateway as well; what else is well-known elsewhere is not ours", () => {
  for (const path of ["", "/", "/mcp", "/mcp/tools", "/api/agents"]) {
    expect(findHotRoute("GET", `/.well-known/oauth-protected-resource${path}`)).toBeDefined();
    expect(findHotRoute("OPTIONS", `/.well-known/oauth-protected-resource${path}`)).toBeDefined();
    expect(findHotRoute("GET", `/.well-known/oauth-authorization-server${path}`)).toBeDefined();
  }
  for (const path of ["/.well-known/security.txt", "/.well-known/acme-challenge/x", "/x/.well-known/oauth-protected-resource/mcp"]) expect(findHotRoute("GET", path)).toBeUndefined();
});
