import { describe, expect, it } from "vitest";
import { isLoopbackRedirect, requireRedirectUri, whyUnsafe } from "./redirect-uri";

const cursor = ["cursor://anysphere.cursor-mcp/oauth/callback", "https://www.cursor.com/agents/mcp/oauth/callback", "http://localhost:8787/callback"];

describe("a redirect URI that a client may register", () => {
  it.each([...cursor, "https://claude.ai/api/mcp/auth_callback", "http://127.0.0.1/callback", "http://[::1]:5000/cb", "http://localhost", "vscode://publisher.name/auth", "com.example.app:/oauth2redirect", "https://app.example.com/cb?tenant=1", "https://127.0.0.1:8443/cb"])(
    "%s",
    (uri) => expect(whyUnsafe(uri)).toBeUndefined(),
  );
});

describe("a redirect URI that no client may register", () => {
  it.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4",
    "file:///etc/passwd",
    "vbscript:msgbox(1)",
    "blob:https://keys.example.com/1",
    "about:blank",
    "filesystem:https://keys.example.com/temporary/a",
    "view-source:https://keys.example.com",
    "ms-msdt:/id",
    "search-ms:query=a",
    "intent://scan/#Intent;end",
    "ftp://example.com/cb",
    "ws://localhost/cb",
    "http://app.example.com/cb",
    "http://localhost.evil.example/cb",
    "http://127.0.0.1.evil/cb",
    "https://127.0.0.1.evil/cb",
    "https://localhost.evil.example/cb",
    "http://127.0.0.2/cb",
    "http://2130706433/cb",
    "http://0x7f.1/cb",
    "http://localhost@evil.example/cb",
    "https://app.example.com@evil.example/cb",
    "http://localhost\\@evil.example/cb",
    "https://app.example.com/cb#fragment",
    "http://localhost/cb#",
    "cursor://callback#token",
    "https://*.example.com/cb",
    "https:app.example.com/cb",
    "https:///cb",
    "/cb",
    "app.example.com/cb",
    "cursor:",
    "cursor://",
    "https://аpp.example.com/cb",
    "https://app.example.com/c b",
    `https://app.example.com/${"a".repeat(2000)}`,
    "",
  ])("%j", (uri) => expect(whyUnsafe(uri)).toEqual(expect.any(String)));

  it("is a private-use scheme of a confidential client", () => {
    expect(whyUnsafe(cursor[0]!, { confidential: true })).toContain("public clients");
  });
});

describe("the redirect URI of a request (RFC 6749, section 3.1.2.3; OAuth 2.1)", () => {
  const client = { redirectUris: cursor };

  it.each(cursor)("MUST be accepted as registered: %s", (uri) => expect(requireRedirectUri(client, uri)).toBe(uri));

  it.each(["http://localhost/callback", "http://localhost:1/callback", "http://localhost:65535/callback"])("RFC 8252, section 7.3: the port of a loopback redirect MUST be free (%s)", (uri) => {
    expect(requireRedirectUri(client, uri)).toBe(uri);
  });

  it.each([
    "http://127.0.0.1:8787/callback",
    "http://[::1]:8787/callback",
    "http://LOCALHOST:8787/callback",
    "http://localhost:8787/callback/",
    "http://localhost:8787/Callback",
    "http://localhost:8787/callback?x=1",
    "http://localhost:8787/callback#x",
    "http://localhost:8787/../callback",
    "http://localhost:8787@evil.example/callback",
    "http://localhost.evil.example:8787/callback",
    "https://localhost:8787/callback",
    "https://www.cursor.com:8443/agents/mcp/oauth/callback",
    "https://www.cursor.com/agents/mcp/oauth/callback/../evil",
    "https://www.cursor.com/agents/mcp/oauth/callback%20",
    "https://WWW.cursor.com/agents/mcp/oauth/callback",
    "cursor://anysphere.cursor-mcp/oauth/callback2",
    "javascript:alert(1)",
  ])("MUST be refused where it differs in anything else: %s", (uri) => {
    expect(() => requireRedirectUri(client, uri)).toThrow(expect.objectContaining({ code: "invalid_request", causeCode: "redirect_uri_mismatch" }));
  });

  it("may have the slash that stands for no path on a loopback address, and nowhere else (VS Code)", () => {
    expect(requireRedirectUri({ redirectUris: ["http://127.0.0.1:33418", "https://vscode.dev/redirect"] }, "http://127.0.0.1:33418/")).toBe("http://127.0.0.1:33418/");
    expect(() => requireRedirectUri({ redirectUris: ["https://vscode.dev/redirect"] }, "https://vscode.dev/redirect/")).toThrow();
    expect(() => requireRedirectUri({ redirectUris: ["https://vscode.dev"] }, "https://vscode.dev/")).toThrow();
  });

  it("MUST be given where several are registered, and where the only one has a free port", () => {
    for (const redirectUris of [cursor, ["http://localhost/callback"]]) {
      expect(() => requireRedirectUri({ redirectUris }, undefined)).toThrow(expect.objectContaining({ causeCode: "redirect_uri_missing" }));
    }
    expect(requireRedirectUri({ redirectUris: [cursor[1]!] }, undefined)).toBe(cursor[1]);
  });

  it("is refused although it is registered, where it should never have been", () => {
    expect(() => requireRedirectUri({ redirectUris: ["javascript:alert(1)"] }, "javascript:alert(1)")).toThrow();
  });
});

it("a loopback redirect is told from others", () => {
  expect(["http://localhost/cb", "http://127.0.0.1:1/", "http://[::1]"].map(isLoopbackRedirect)).toEqual([true, true, true]);
  expect(["https://localhost/cb", "cursor://x", "http://localhost.evil/"].map(isLoopbackRedirect)).toEqual([false, false, false]);
});
