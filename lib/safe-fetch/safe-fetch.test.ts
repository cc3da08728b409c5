import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDnsServer, type DnsServer } from "@/lib/testing/dns-server";
import { startHttpServer, type TestHttpServer } from "@/lib/testing/http-server";
import { isPublicAddress } from "./public-address";
import { safeFetch } from "./safe-fetch";

describe("an address of the public internet", () => {
  it.each(["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e", "::ffff:8.8.8.8"])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1",
    "100::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1", "2002:7f00:1::1", "2002:a00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "not an address", "",
  ])("%s is not one", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("fetching an address that a stranger named", () => {
  let server: TestHttpServer;
  let dns: DnsServer;
  let answers: (hostname: string, question: number) => string[] = () => ["127.0.0.1"];

  beforeAll(async () => {
    dns = await startDnsServer((hostname, question) => answers(hostname, question));
    server = await startHttpServer((request, response) => {
      if (request.url === "/redirect") return response.writeHead(302, { location: "/ok" }).end();
      if (request.url === "/large") return response.end("x".repeat(5121));
      if (request.url === "/exact") return response.end("x".repeat(5120));
      if (request.url === "/endless") return void setInterval(() => response.write("x"), 20).unref();
      if (request.url === "/silent") return undefined;
      if (request.url === "/gzip") return response.writeHead(200, { "content-encoding": "gzip" }).end("x");
      if (request.url === "/cut") return response.writeHead(200, { "content-length": "100" }).write("x", () => response.destroy());
      return response.end(JSON.stringify({ host: request.headers.host, encoding: request.headers["accept-encoding"] }));
    });
  });
  afterAll(async () => {
    dns.close();
    await server.close();
  });

  const here = (path: string) => `http://house.example:${server.port}${path}`;
  const fetchHere = (path: string, more = {}) => safeFetch(here(path), { allowLoopback: true, resolve: dns.resolve, ...more });

  it("answers status, headers and body, and asks under the name that was given", async () => {
    const { status, body } = await fetchHere("/ok");
    expect([status, JSON.parse(body.toString())]).toEqual([200, { host: `house.example:${server.port}`, encoding: "identity" }]);
  });

  it("is refused for a name whose address is private, without a connection", async () => {
    const before = server.asked.length;
    await expect(safeFetch(here("/ok"), { resolve: dns.resolve })).rejects.toMatchObject({ reason: "address_refused" });
    expect(server.asked.length).toBe(before);
  });

  it("is refused where one of several addresses is private, whichever comes first", async () => {
    for (const all of [["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"], ["8.8.8.8", "fd00::1"]]) {
      answers = () => all;
      await expect(safeFetch(here("/ok"), { resolve: dns.resolve })).rejects.toMatchObject({ reason: "address_refused" });
    }
    answers = () => ["127.0.0.1"];
  });

  it("resolves the name once: a second answer (DNS rebinding) is never asked for", async () => {
    // first what may be connected to, then what may not: the connection goes to the first
    const questions = new Map<string, number>();
    answers = (hostname) => {
      const count = (questions.get(hostname) ?? 0) + 1;
      questions.set(hostname, count);
      return count === 1 ? ["127.0.0.1"] : ["10.0.0.1"];
    };
    const before = dns.asked.length;
    const { status } = await safeFetch(`http://rebind.example:${server.port}/ok`, { allowLoopback: true, resolve: async (name) => [(await dns.resolve(name))[0]!] });
    expect(status).toBe(200);
    expect(dns.asked.slice(before).filter((name) => name === "rebind.example")).toHaveLength(1);
    answers = () => ["127.0.0.1"];
  });

  it.each(["http://127.0.0.1", "http://2130706433", "http://0x7f000001", "http://0177.0.0.1", "http://127.1", "http://[::1]", "http://[::ffff:127.0.0.1]", "http://[::ffff:7f00:1]", "http://0.0.0.0", "http://169.254.169.254", "http://localhost", "http://[64:ff9b::7f00:1]", "http://127。0。0。1"])(
    "is refused however the private address is written: %s",
    async (origin) => {
      const before = server.asked.length;
      await expect(safeFetch(`${origin}:${server.port}/ok`)).rejects.toMatchObject({ reason: "address_refused" });
      expect(server.asked.length).toBe(before);
    },
  );

  it("is refused for schemes other than http and https", async () => {
    for (const address of ["file:///etc/passwd", "ftp://127.0.0.1/", "data:text/plain,x"]) await expect(safeFetch(address)).rejects.toMatchObject({ reason: "address_refused" });
  });

  it("does not follow redirects", async () => {
    const before = server.asked.length;
    const answer = await fetchHere("/redirect");
    expect([answer.status, answer.header("location"), server.asked.length - before]).toEqual([302, "/ok", 1]);
  });

  it("reads up to the limit and not a byte more, and nothing compressed", async () => {
    expect((await fetchHere("/exact")).body.length).toBe(5120);
    await expect(fetchHere("/large")).rejects.toMatchObject({ reason: "too_large" });
    await expect(fetchHere("/gzip")).rejects.toMatchObject({ reason: "too_large" });
  });

  it("gives up after its time, with a server that is silent, one that drips, and a name server that does not answer", async () => {
    const started = performance.now();
    for (const path of ["/silent", "/endless"]) await expect(fetchHere(path, { timeoutMilliseconds: 150 })).rejects.toMatchObject({ reason: "timeout" });
    await expect(safeFetch(here("/ok"), { timeoutMilliseconds: 150, resolve: () => new Promise(() => {}) })).rejects.toMatchObject({ reason: "timeout" });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("says that a name does not exist, that nobody listens, and that an answer was cut", async () => {
    await expect(safeFetch("http://nobody.example/", { resolve: async () => [] })).rejects.toMatchObject({ reason: "not_found" });
    await expect(safeFetch("http://127.0.0.1:1/", { allowLoopback: true })).rejects.toMatchObject({ reason: "unreachable" });
    await expect(fetchHere("/cut")).rejects.toMatchObject({ reason: "unreachable" });
  });

  it("reaches an origin of our own at whatever address it has", async () => {
    expect((await safeFetch(here("/ok"), { resolve: dns.resolve, ownOrigins: [`http://house.example:${server.port}`] })).status).toBe(200);
  });

  it("makes at most 32 requests at once", async () => {
    const all = await Promise.allSettled(Array.from({ length: 40 }, () => fetchHere("/silent", { timeoutMilliseconds: 300 })));
    const reasons = all.map((one) => (one as PromiseRejectedResult).reason.reason as string);
    expect([reasons.filter((reason) => reason === "busy").length, reasons.filter((reason) => reason === "timeout").length]).toEqual([8, 32]);
  });
});
