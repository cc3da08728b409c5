/** What the tests use of two libraries that bring no types of their own. */
declare module "simple-oauth2" {
  type Options = { client: { id: string; secret: string }; auth: { tokenHost: string; tokenPath: string; revokePath: string; authorizePath?: string } };
  type Fields = Record<string, string | string[]>;
  class AccessToken {
    token: Record<string, unknown>;
    expired(): boolean;
    refresh(): Promise<AccessToken>;
    revokeAll(): Promise<void>;
  }
  export class AuthorizationCode {
    constructor(options: Options);
    authorizeURL(fields: Fields): string;
    getToken(fields: Fields): Promise<AccessToken>;
  }
  export class ClientCredentials {
    constructor(options: Options);
    getToken(fields: Fields): Promise<AccessToken>;
  }
}

declare module "passport-oauth2" {
  type Done = (error: unknown, user: unknown) => void;
  type Verify = (accessToken: string, refreshToken: string, params: object, profile: object, done: Done) => void;
  export type PassportRequest = { session: object; query: Record<string, string> };
  export default class OAuth2Strategy {
    constructor(options: object, verify: Verify);
    authenticate(request: PassportRequest, options: object): void;
  }
}
