import { openHouse, type House, type Person } from "./house";
import { registerClient, type TestClient } from "./oauth-flow";

/** A house with its administrator, somebody else and an app, for the tests of one file. */
export async function openOauthHouse(metadata: object = {}): Promise<{ house: House; admin: Person; person: Person; client: TestClient }> {
  const house = await openHouse();
  const admin = await house.signUp("admin");
  return { house, admin, person: await house.signUp(), client: await registerClient(house, metadata) };
}
