// Generated from the contract by `npm run generate:client`. Changes by hand are lost.

import type { CallOptions, ListCall } from "../resources/list-call";
import type * as T from "./types";

/** Every route of the API by name. Lists are awaited for one page, and iterated for all. */
export type Resources = {
  auth: {
    /**
     * Create an account.
     *
     * The very first account gets the role `admin`, later ones `user`. A personal organization is created with it. Where addresses must be confirmed first (`EMAIL_VERIFICATION=required`) the answer is `{ success, verification_required }`, the same for a known address, and the account is made when the mailed link is opened.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.auth.register(body);
     */
    register(body: T.RegisterBody, options?: CallOptions): Promise<T.RegisterAnswer>;
    /**
     * Sign in.
     *
     * Answers a session token and sets the session cookie. A wrong password and an unknown account answer alike. Where the account has a second factor, the right password alone answers 401 `SECOND_FACTOR_REQUIRED`: send it again with `otp`.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `INVALID_CREDENTIALS`, `SECOND_FACTOR_REQUIRED`, or one of every route.
     * @example await client.auth.login(body);
     */
    login(body: T.LoginBody, options?: CallOptions): Promise<T.LoginAnswer>;
    /**
     * Sign out.
     *
     * The session and all its tokens are refused from the next request on.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.auth.logout();
     */
    logout(options?: CallOptions): Promise<T.LogoutAnswer>;
    /**
     * Get a token by username and password.
     *
     * A revocable JWT; lives `TOKEN_EXPIRATION` seconds (30 days) unless `expires_in` says less or more. Where the account has a second factor, send its code as `otp`.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `INVALID_CREDENTIALS`, `SECOND_FACTOR_REQUIRED`, `FORBIDDEN`, or one of every route.
     * @example await client.auth.createToken(body);
     */
    createToken(body: T.CreateTokenBody, options?: CallOptions): Promise<T.CreateTokenAnswer>;
    /**
     * Revoke the presented token.
     *
     * Whatever kind it is: the token that signs this request is refused from the next one on.
     *
     * @example await client.auth.revokeToken();
     */
    revokeToken(options?: CallOptions): Promise<T.RevokeTokenAnswer>;
    /**
     * Is my token valid.
     *
     * @example await client.auth.verify();
     */
    verify(options?: CallOptions): Promise<T.VerifyMeAnswer>;
    /**
     * Exchange a token for a fresh one.
     *
     * With `refresh_token`: a new session token and a new refresh token. Without a body: the presented token is exchanged for one with the same scopes and addresses, and dies 60 seconds later.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example await client.auth.refresh();
     */
    refresh(body?: T.RefreshBody, options?: CallOptions): Promise<T.RefreshAnswer>;
    /**
     * Confirm an address, or ask for another link.
     *
     * With `token`: uses the link up that was mailed. With `email`: sends another link where one is waited for; the answer is the same where none is.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `CONFLICT`, or one of every route.
     * @example await client.auth.verifyEmail(body);
     */
    verifyEmail(body: T.VerifyEmailBody, options?: CallOptions): Promise<T.VerifyEmailAnswer>;
    /**
     * Ask for a link to choose a new password.
     *
     * The link is mailed, works once, within an hour. The answer is the same, and takes as long, whether or not the address has an account.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, or one of every route.
     * @example await client.auth.forgotPassword(body);
     */
    forgotPassword(body: T.ForgotPasswordBody, options?: CallOptions): Promise<T.ForgotPasswordAnswer>;
    /**
     * Choose a new password by a mailed link.
     *
     * Ends all sessions of the account and the tokens fetched with the old password, and proves its address. `still_active` is what goes on working: keys, tokens, connected apps and other ways to sign in. It opens no session.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, or one of every route.
     * @example await client.auth.resetPassword(body);
     */
    resetPassword(body: T.ResetPasswordBody, options?: CallOptions): Promise<T.ResetPasswordAnswer>;
  };
  apiTokens: {
    /**
     * Create a long-lived API token.
     *
     * Never expires unless `expires_in` is given; follows its user's role and groups.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.apiTokens.create(body);
     */
    create(body: T.CreateApiTokenBody, options?: CallOptions): Promise<T.CreateApiTokenAnswer>;
    /**
     * List API tokens.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.apiTokens.list()) console.log(row);
     */
    list(query?: T.ListApiTokensQuery, options?: CallOptions): ListCall<T.ApiToken>;
    /**
     * Show an API token.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.apiTokens.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetApiTokenAnswer>;
    /**
     * Change an API token.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.apiTokens.update("id", body);
     */
    update(id: string, body: T.UpdateApiTokenBody, options?: CallOptions): Promise<T.UpdateApiTokenAnswer>;
    /**
     * Revoke an API token.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.apiTokens.delete("id");
     */
    delete(id: string, options?: CallOptions): Promise<T.DeleteApiTokenAnswer>;
  };
  me: {
    /**
     * Who am I.
     *
     * The account behind the presented credential, with its organizations.
     *
     * @example await client.me.get();
     */
    get(options?: CallOptions): Promise<T.GetMeAnswer>;
    /**
     * Change my profile or password.
     *
     * A new password ends every other session of the account, and the tokens that were got by the old one. A first one needs a sign-in younger than 10 minutes.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `INVALID_CREDENTIALS`, `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `CONFLICT`, or one of every route.
     * @example await client.me.update(body);
     */
    update(body: T.UpdateMeBody, options?: CallOptions): Promise<T.UpdateMeAnswer>;
    /**
     * Delete my account.
     *
     * Within 10 minutes of signing in. Keys, tokens, sessions, connected apps and the personal organization go with it, from the next request on. Organizations with other members whose only owner you are must be decided (else LAST_OWNER). The audit log keeps what you did.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `NOT_FOUND`, `LAST_ADMIN`, `LAST_OWNER`, or one of every route.
     * @example await client.me.delete();
     */
    delete(body?: T.DeleteMeBody, options?: CallOptions): Promise<T.DeleteMeAnswer>;
    /**
     * Change my address.
     *
     * Mails a link to the new address and, where the present one is confirmed, one to that too. The address changes when each has been opened, within 24 hours.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `INVALID_CREDENTIALS`, `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, or one of every route.
     * @example await client.me.changeEmail(body);
     */
    changeEmail(body: T.ChangeEmailBody, options?: CallOptions): Promise<T.ChangeEmailAnswer>;
    /**
     * Everything that is kept about me.
     *
     * As a file to keep. It holds no secret: keys and tokens are told by name, hint and times, and the newest calls made with them.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.me.export();
     */
    export(options?: CallOptions): Promise<T.ExportMeAnswer>;
    /**
     * Where am I signed in.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.me.listSessions()) console.log(row);
     */
    listSessions(query?: T.ListMySessionsQuery, options?: CallOptions): ListCall<T.ListMySessionsRow>;
    /**
     * Sign out somewhere else.
     *
     * The session and its tokens are refused from the next request on.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.me.endSession("id");
     */
    endSession(id: string, options?: CallOptions): Promise<T.EndMySessionAnswer>;
    /**
     * Which accounts elsewhere sign in as me.
     *
     * Google, GitHub and Telegram accounts that are linked to this one. One of a kind.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.me.listIdentities()) console.log(row);
     */
    listIdentities(options?: CallOptions): ListCall<T.ListMyIdentitiesRow>;
    /**
     * Unlink an account elsewhere.
     *
     * It can no longer sign in as you. The last way to sign in cannot be removed: 409.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.me.unlinkIdentity("id");
     */
    unlinkIdentity(id: string, options?: CallOptions): Promise<T.UnlinkIdentityAnswer>;
    /**
     * State of my second factor.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.me.getSecondFactor();
     */
    getSecondFactor(options?: CallOptions): Promise<T.GetSecondFactorAnswer>;
    /**
     * Set up an app that shows codes.
     *
     * Answers a secret for any app that knows RFC 6238 (SHA-1, 6 digits, 30 seconds). It counts once it was confirmed by a first code; until then each call makes a new secret. Needs a sign-in younger than 10 minutes.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `CONFLICT`, or one of every route.
     * @example await client.me.startTotp();
     */
    startTotp(options?: CallOptions): Promise<T.StartTotpAnswer>;
    /**
     * Remove the app that shows codes.
     *
     * Refused where it is the last factor and the role needs one. Needs a sign-in younger than 10 minutes.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.me.deleteTotp();
     */
    deleteTotp(options?: CallOptions): Promise<T.DeleteTotpAnswer>;
    /**
     * Confirm the app by its first code.
     *
     * From now on a password alone does not sign in. With the first factor of an account its recovery codes are made.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `INVALID_CREDENTIALS`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.me.confirmTotp(body);
     */
    confirmTotp(body: T.ConfirmTotpBody, options?: CallOptions): Promise<T.ConfirmTotpAnswer>;
    /**
     * Make new recovery codes.
     *
     * The old ones end. Needs a sign-in younger than 10 minutes.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `CONFLICT`, or one of every route.
     * @example await client.me.createRecoveryCodes();
     */
    createRecoveryCodes(options?: CallOptions): Promise<T.CreateRecoveryCodesAnswer>;
    /**
     * List my passkeys.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.me.listPasskeys();
     */
    listPasskeys(options?: CallOptions): Promise<T.ListPasskeysAnswer>;
    /**
     * Add a passkey.
     *
     * It signs in by itself, and is the second factor beside a password. With the first factor of an account its recovery codes are made.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.me.createPasskey(body);
     */
    createPasskey(body: T.CreatePasskeyBody, options?: CallOptions): Promise<T.CreatePasskeyAnswer>;
    /**
     * Ask for the options to make a passkey.
     *
     * For `navigator.credentials.create()`. The challenge is good for 5 minutes and one passkey. Needs a sign-in younger than 10 minutes.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `CONFLICT`, or one of every route.
     * @example await client.me.startPasskey();
     */
    startPasskey(options?: CallOptions): Promise<T.StartPasskeyAnswer>;
    /**
     * Rename a passkey.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.me.updatePasskey("id", body);
     */
    updatePasskey(id: string, body: T.UpdatePasskeyBody, options?: CallOptions): Promise<T.UpdatePasskeyAnswer>;
    /**
     * Remove a passkey.
     *
     * It no longer signs in. Refused where it is the last factor and the role needs one. Needs a sign-in younger than 10 minutes.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.me.deletePasskey("id");
     */
    deletePasskey(id: string, options?: CallOptions): Promise<T.DeletePasskeyAnswer>;
    /**
     * Link my Telegram.
     *
     * A one-time code for the bot, good for 10 minutes; a newer one ends the older. Needs a sign-in younger than 10 minutes. Absent (404) where no bot is configured. Unlink with `DELETE /users/me/identities/{id}`.
     *
     * Throws KeyhouseError with the code `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.me.createTelegramLinkCode();
     */
    createTelegramLinkCode(options?: CallOptions): Promise<T.CreateTelegramLinkCodeAnswer>;
    /**
     * Switch security alerts in Telegram.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.me.updateTelegram(body);
     */
    updateTelegram(body: T.UpdateTelegramBody, options?: CallOptions): Promise<T.UpdateTelegramAnswer>;
  };
  personalToken: {
    /**
     * State of my personal API token.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.personalToken.get();
     */
    get(options?: CallOptions): Promise<T.GetPersonalTokenAnswer>;
    /**
     * Create or regenerate my personal API token.
     *
     * Where one exists it is replaced: the old one is refused from the next request on, or, with `overlap_seconds`, works for that long beside the new one. Only you yourself can do it: the token may all that you may, and never ends, which is more than any app.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.personalToken.create();
     */
    create(body?: T.CreatePersonalTokenBody, options?: CallOptions): Promise<T.CreatePersonalTokenAnswer>;
    /**
     * Delete my personal API token.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.personalToken.delete();
     */
    delete(options?: CallOptions): Promise<T.DeletePersonalTokenAnswer>;
    /**
     * Retire the old secret of my personal API token now.
     *
     * Ends the overlap: only the newest secret works from the next request on.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.personalToken.retirePrevious();
     */
    retirePrevious(options?: CallOptions): Promise<T.RetirePreviousTokenAnswer>;
    /**
     * Take the old secret of my personal API token back.
     *
     * While the overlap lasts: the old secret counts again, and the new one is refused from the next request on.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.personalToken.undoRotation();
     */
    undoRotation(options?: CallOptions): Promise<T.UndoTokenRotationAnswer>;
    /**
     * Show my personal API token again.
     *
     * Needs a sign-in younger than 10 minutes.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, or one of every route.
     * @example await client.personalToken.reveal();
     */
    reveal(options?: CallOptions): Promise<T.RevealPersonalTokenAnswer>;
    /**
     * How often, from where and for what my personal API token is used.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example await client.personalToken.getUsage();
     */
    getUsage(query?: T.GetPersonalTokenUsageQuery, options?: CallOptions): Promise<T.GetPersonalTokenUsageAnswer>;
    /**
     * The request log of my personal API token.
     *
     * Newest first, refusals with their reason included; there a second after the call.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.personalToken.listRequests()) console.log(row);
     */
    listRequests(query?: T.ListPersonalTokenRequestsQuery, options?: CallOptions): ListCall<T.Request>;
  };
  apiKeys: {
    /**
     * Create an API key.
     *
     * The answer holds the key this once: only its SHA-256 is kept.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.apiKeys.create(body);
     */
    create(body: T.CreateApiKeyBody, options?: CallOptions): Promise<T.CreateApiKeyAnswer>;
    /**
     * List API keys.
     *
     * Keys that you made, and those of organizations where you are owner or admin.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.apiKeys.list()) console.log(row);
     */
    list(query?: T.ListApiKeysQuery, options?: CallOptions): ListCall<T.ApiKey>;
    /**
     * Show an API key.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.apiKeys.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetApiKeyAnswer>;
    /**
     * Change an API key.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.apiKeys.update("id", body);
     */
    update(id: string, body: T.UpdateApiKeyBody, options?: CallOptions): Promise<T.UpdateApiKeyAnswer>;
    /**
     * Revoke an API key.
     *
     * Refused from the next request on. It cannot be undone.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.apiKeys.delete("id");
     */
    delete(id: string, options?: CallOptions): Promise<T.DeleteApiKeyAnswer>;
    /**
     * Rotate an API key.
     *
     * Gives the key a new secret, shown this once. The old one works until `previous.expires_at`, and the key's page shows who still uses it. Repeat with the same `Idempotency-Key` and the answer is the same.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.apiKeys.rotate("id");
     */
    rotate(id: string, body?: T.RotateApiKeyBody, options?: CallOptions): Promise<T.RotateApiKeyAnswer>;
    /**
     * Retire the old secret of an API key now.
     *
     * Ends the overlap of a rotation: only the newest secret works from the next request on.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.apiKeys.retirePrevious("id");
     */
    retirePrevious(id: string, options?: CallOptions): Promise<T.RetirePreviousApiKeyAnswer>;
    /**
     * Undo the rotation of an API key.
     *
     * While the overlap lasts: the old secret is the key's own again, and the new one is refused from the next request on.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.apiKeys.undoRotation("id");
     */
    undoRotation(id: string, options?: CallOptions): Promise<T.UndoApiKeyRotationAnswer>;
    /**
     * Check a credential that somebody presented to your API.
     *
     * Takes keys and tokens alike and answers one principal. Counts against the limit of the checked credential.
     *
     * Needs the scope `tokens:verify`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example await client.apiKeys.verify(body);
     */
    verify(body: T.VerifyApiKeyBody, options?: CallOptions): Promise<T.VerifyApiKeyAnswer>;
    /**
     * How often, from where and for what an API key is used.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.apiKeys.getUsage("id");
     */
    getUsage(id: string, query?: T.GetApiKeyUsageQuery, options?: CallOptions): Promise<T.GetApiKeyUsageAnswer>;
    /**
     * The request log of an API key.
     *
     * Newest first, refusals with their reason included; there a second after the call.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example for await (const row of client.apiKeys.listRequests("id")) console.log(row);
     */
    listRequests(id: string, query?: T.ListApiKeyRequestsQuery, options?: CallOptions): ListCall<T.Request>;
  };
  connectedApps: {
    /**
     * List connected apps.
     *
     * Apps that you have let in by OAuth, newest first. One app may be connected several times, once for each machine.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.connectedApps.list()) console.log(row);
     */
    list(query?: T.ListConnectedAppsQuery, options?: CallOptions): ListCall<T.ConnectedApp>;
    /**
     * Show a connected app.
     *
     * Also one that was ended, with the reason.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.connectedApps.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetConnectedAppAnswer>;
    /**
     * Change a connected app.
     *
     * Acts on its next request: tokens that it holds already follow.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.connectedApps.update("id", body);
     */
    update(id: string, body: T.UpdateConnectedAppBody, options?: CallOptions): Promise<T.UpdateConnectedAppAnswer>;
    /**
     * Disconnect an app.
     *
     * All its tokens are refused from the next request on.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.connectedApps.revoke("id");
     */
    revoke(id: string, options?: CallOptions): Promise<T.RevokeConnectedAppAnswer>;
    /**
     * How often, from where and for what a connected app is used.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.connectedApps.getUsage("id");
     */
    getUsage(id: string, query?: T.GetConnectedAppUsageQuery, options?: CallOptions): Promise<T.GetConnectedAppUsageAnswer>;
    /**
     * The request log of a connected app.
     *
     * Newest first, refusals with their reason included; there a second after the call.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example for await (const row of client.connectedApps.listRequests("id")) console.log(row);
     */
    listRequests(id: string, query?: T.ListConnectedAppRequestsQuery, options?: CallOptions): ListCall<T.Request>;
  };
  scopes: {
    /**
     * List scopes.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, or one of every route.
     * @example for await (const row of client.scopes.list()) console.log(row);
     */
    list(query?: T.ListScopesQuery, options?: CallOptions): ListCall<T.Scope>;
    /**
     * Add a scope.
     *
     * For administrators. A scope of your own API, to be granted to keys and apps and asked for in front of it.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.scopes.create(body);
     */
    create(body: T.CreateScopeBody, options?: CallOptions): Promise<T.CreateScopeAnswer>;
    /**
     * Describe a scope or change who may hold it.
     *
     * The lowest role of a built-in scope is fixed. A change acts on the next request of every credential.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.scopes.update("name", body);
     */
    update(name: string, body: T.UpdateScopeBody, options?: CallOptions): Promise<T.UpdateScopeAnswer>;
    /**
     * Delete a scope.
     *
     * Whoever holds it holds it no longer, from the next request on. Built-in scopes stay.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.scopes.delete("name");
     */
    delete(name: string, options?: CallOptions): Promise<T.DeleteScopeAnswer>;
  };
  users: {
    /**
     * List accounts.
     *
     * For administrators. Newest first.
     *
     * Needs the scope `users:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.users.list()) console.log(row);
     */
    list(query?: T.ListUsersQuery, options?: CallOptions): ListCall<T.User>;
    /**
     * Show an account.
     *
     * Needs the scope `users:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.users.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetUserAnswer>;
    /**
     * Set role, groups or suspension.
     *
     * Acts on the next request of every credential of that account, on every instance.
     *
     * Needs the scope `users:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `LAST_ADMIN`, or one of every route.
     * @example await client.users.replace("id", body);
     */
    replace(id: string, body: T.ReplaceUserBody, options?: CallOptions): Promise<T.ReplaceUserAnswer>;
    /**
     * Change role, groups or suspension.
     *
     * Acts on the next request of every credential of that account, on every instance.
     *
     * Needs the scope `users:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `LAST_ADMIN`, or one of every route.
     * @example await client.users.update("id", body);
     */
    update(id: string, body: T.UpdateUserBody, options?: CallOptions): Promise<T.UpdateUserAnswer>;
    /**
     * Delete an account.
     *
     * Its credentials, its personal organization and its memberships go with it. Keys that it made for organizations of others end, or pass to an owner where the organization or `keys` says so. The audit log keeps what it did.
     *
     * Needs the scope `users:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `LAST_ADMIN`, `LAST_OWNER`, or one of every route.
     * @example await client.users.delete("id");
     */
    delete(id: string, body?: T.DeleteUserBody, options?: CallOptions): Promise<T.DeleteUserAnswer>;
    /**
     * Show what deleting an account would take with it.
     *
     * Needs the scope `users:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.users.describeDeletion("id");
     */
    describeDeletion(id: string, options?: CallOptions): Promise<T.DescribeUserDeletionAnswer>;
    /**
     * List what can act as an account.
     *
     * For administrators: keys, tokens, sessions and connected apps, newest first, without their secrets. What was revoked is in the audit log.
     *
     * Needs the scope `users:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example for await (const row of client.users.listCredentials("id")) console.log(row);
     */
    listCredentials(id: string, query?: T.ListUserCredentialsQuery, options?: CallOptions): ListCall<T.ListUserCredentialsRow>;
    /**
     * Revoke a credential of an account.
     *
     * It is refused from its next request on, on every instance. This cannot be undone.
     *
     * Needs the scope `users:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.users.revokeCredential("id", "credential_id");
     */
    revokeCredential(id: string, credentialId: string, options?: CallOptions): Promise<T.RevokeUserCredentialAnswer>;
    /**
     * Reset the second factor of an account.
     *
     * For administrators, where somebody has lost it. The app, the passkeys and the recovery codes of the account are removed, its sessions end, and the person is told.
     *
     * Needs the scope `users:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.users.resetSecondFactor("id");
     */
    resetSecondFactor(id: string, options?: CallOptions): Promise<T.ResetSecondFactorAnswer>;
  };
  rolePolicies: {
    /**
     * What each role needs.
     *
     * For administrators.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.rolePolicies.list();
     */
    list(options?: CallOptions): Promise<T.ListRolePoliciesAnswer>;
    /**
     * Say what a role needs.
     *
     * With `second_factor_required`, sessions of people with this role who have no second factor can do nothing but set one up, from their next request on. Keys and tokens go on.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.rolePolicies.update("role", body);
     */
    update(role: string, body: T.UpdateRolePolicyBody, options?: CallOptions): Promise<T.UpdateRolePolicyAnswer>;
  };
  organizations: {
    /**
     * List my organizations.
     *
     * Needs the scope `organizations:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.organizations.list()) console.log(row);
     */
    list(query?: T.ListOrganizationsQuery, options?: CallOptions): ListCall<T.Organization>;
    /**
     * Create an organization.
     *
     * You become its owner.
     *
     * Needs the scope `organizations:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.organizations.create(body);
     */
    create(body: T.CreateOrganizationBody, options?: CallOptions): Promise<T.CreateOrganizationAnswer>;
    /**
     * Show an organization.
     *
     * Needs the scope `organizations:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.organizations.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetOrganizationAnswer>;
    /**
     * Rename an organization, or set its policies for keys.
     *
     * For owners and admins. Allowed scopes act on the next request of every key of the organization. Lifetime and addresses hold for keys that are made or changed from now on; those that do not keep to them carry `outside_policy`.
     *
     * Needs the scope `organizations:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.organizations.update("id", body);
     */
    update(id: string, body: T.UpdateOrganizationBody, options?: CallOptions): Promise<T.UpdateOrganizationAnswer>;
    /**
     * Delete an organization.
     *
     * For owners, and for administrators where no owner may sign in. Its keys, apps and connections are refused from the next request on; members keep their accounts. It cannot be undone.
     *
     * Needs the scope `organizations:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.organizations.delete("id");
     */
    delete(id: string, options?: CallOptions): Promise<T.DeleteOrganizationAnswer>;
    /**
     * Give an organization to another member.
     *
     * The member becomes owner and you become admin, in one step.
     *
     * Needs the scope `organizations:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.organizations.transferOwnership("id", body);
     */
    transferOwnership(id: string, body: T.TransferOwnershipBody, options?: CallOptions): Promise<T.TransferOwnershipAnswer>;
    /**
     * Appoint an owner of an organization that has none.
     *
     * For administrators, and only where nobody who may sign in owns it (else CONFLICT: its owners decide). Any account that may sign in, also one that was no member.
     *
     * Needs the scope `users:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.organizations.appointOwner("id", body);
     */
    appointOwner(id: string, body: T.AppointOwnerBody, options?: CallOptions): Promise<T.AppointOwnerAnswer>;
    /**
     * List the members of an organization.
     *
     * Needs the scope `organizations:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example for await (const row of client.organizations.listMembers("id")) console.log(row);
     */
    listMembers(id: string, query?: T.ListMembersQuery, options?: CallOptions): ListCall<T.ListMembersRow>;
    /**
     * Change a member's role.
     *
     * Admins may set `member` and `admin`; what concerns an owner is for owners.
     *
     * Needs the scope `organizations:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `LAST_OWNER`, or one of every route.
     * @example await client.organizations.updateMember("id", "user_id", body);
     */
    updateMember(id: string, userId: string, body: T.UpdateMemberBody, options?: CallOptions): Promise<T.UpdateMemberAnswer>;
    /**
     * Remove a member, or leave.
     *
     * With your own id you leave. Keys and connections that the person made in the organization are refused from the next request on; where the organization or, for who is removed, `keys` says so, keys pass to an owner instead. Apps registered for the organization stay with it.
     *
     * Needs the scope `organizations:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `LAST_OWNER`, or one of every route.
     * @example await client.organizations.removeMember("id", "user_id");
     */
    removeMember(id: string, userId: string, body?: T.RemoveMemberBody, options?: CallOptions): Promise<T.RemoveMemberAnswer>;
    /**
     * Show what removing a member would take with it.
     *
     * For owners and admins, and for the member. Without secrets.
     *
     * Needs the scope `organizations:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.organizations.describeDeparture("id", "user_id");
     */
    describeDeparture(id: string, userId: string, options?: CallOptions): Promise<T.DescribeDepartureAnswer>;
    /**
     * Invite somebody by mail.
     *
     * For owners and admins. The address gets a link that works once, for 7 days. The answer is the same whether or not the address has an account. An older invitation to the same address ends.
     *
     * Needs the scope `organizations:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.organizations.createInvitation("id", body);
     */
    createInvitation(id: string, body: T.CreateInvitationBody, options?: CallOptions): Promise<T.CreateInvitationAnswer>;
    /**
     * List an organization's invitations.
     *
     * For owners and admins. Newest first.
     *
     * Needs the scope `organizations:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example for await (const row of client.organizations.listInvitations("id")) console.log(row);
     */
    listInvitations(id: string, query?: T.ListInvitationsQuery, options?: CallOptions): ListCall<T.ListInvitationsRow>;
    /**
     * Withdraw an invitation.
     *
     * Its link is dead from now on.
     *
     * Needs the scope `organizations:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.organizations.revokeInvitation("id", "invitation_id");
     */
    revokeInvitation(id: string, invitationId: string, options?: CallOptions): Promise<T.RevokeInvitationAnswer>;
  };
  organizationOverviews: {
    /**
     * List all organizations.
     *
     * For administrators, newest first; personal ones, which come and go with their account, are left out. What is in an organization stays its members' own.
     *
     * Needs the scope `users:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.organizationOverviews.list()) console.log(row);
     */
    list(query?: T.ListOrganizationOverviewsQuery, options?: CallOptions): ListCall<T.OrganizationOverview>;
  };
  invitations: {
    /**
     * Accept an invitation.
     *
     * Only the account with the invited address can. Holding the link proves the address: it counts as confirmed from then on.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.invitations.accept(body);
     */
    accept(body: T.AcceptInvitationBody, options?: CallOptions): Promise<T.AcceptInvitationAnswer>;
    /**
     * Decline an invitation.
     *
     * Whoever holds the link may; no account is needed.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `NOT_FOUND`, or one of every route.
     * @example await client.invitations.decline(body);
     */
    decline(body: T.DeclineInvitationBody, options?: CallOptions): Promise<T.DeclineInvitationAnswer>;
  };
  oauthClients: {
    /**
     * Register an OAuth client.
     *
     * For apps that do not register themselves. Confidential clients get their secret this once.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.oauthClients.create(body);
     */
    create(body: T.CreateOauthClientBody, options?: CallOptions): Promise<T.CreateOauthClientAnswer>;
    /**
     * List my OAuth clients.
     *
     * Those registered by hand, by you or for organizations where you are owner or admin. Newest first.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.oauthClients.list()) console.log(row);
     */
    list(query?: T.ListOauthClientsQuery, options?: CallOptions): ListCall<T.OauthClient>;
    /**
     * Show an OAuth client.
     *
     * Administrators see every client, also those that registered themselves.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.oauthClients.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetOauthClientAnswer>;
    /**
     * Change an OAuth client.
     *
     * Clients that registered themselves or publish a document change what they say on their own.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.oauthClients.update("id", body);
     */
    update(id: string, body: T.UpdateOauthClientBody, options?: CallOptions): Promise<T.UpdateOauthClientAnswer>;
    /**
     * Delete an OAuth client.
     *
     * Everybody who has connected it is disconnected: its tokens are refused from the next request on.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.oauthClients.delete("id");
     */
    delete(id: string, options?: CallOptions): Promise<T.DeleteOauthClientAnswer>;
    /**
     * Replace the secret of an OAuth client.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.oauthClients.rotateSecret("id");
     */
    rotateSecret(id: string, body?: T.RotateClientSecretBody, options?: CallOptions): Promise<T.RotateClientSecretAnswer>;
    /**
     * Approve a client that waits for it.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.oauthClients.approve("id");
     */
    approve(id: string, options?: CallOptions): Promise<T.ApproveOauthClientAnswer>;
    /**
     * Block a client.
     *
     * Nobody can connect it, and its tokens are refused from the next request on, until it is unblocked.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.oauthClients.block("id");
     */
    block(id: string, options?: CallOptions): Promise<T.BlockOauthClientAnswer>;
    /**
     * Unblock a client.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.oauthClients.unblock("id");
     */
    unblock(id: string, options?: CallOptions): Promise<T.UnblockOauthClientAnswer>;
    /**
     * Disconnect a client from everybody.
     *
     * Ends all its connections for good; people can connect it again.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.oauthClients.revokeGrants("id");
     */
    revokeGrants(id: string, options?: CallOptions): Promise<T.RevokeOauthClientGrantsAnswer>;
    /**
     * Say which domain a client belongs to.
     *
     * The consent page then shows it as verified, and people need not be asked again each time.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.oauthClients.verifyDomain("id", body);
     */
    verifyDomain(id: string, body: T.VerifyOauthClientDomainBody, options?: CallOptions): Promise<T.VerifyOauthClientDomainAnswer>;
  };
  oauthClientGroups: {
    /**
     * List all clients, identical ones as one.
     *
     * For administrators. The most recently registered first.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.oauthClientGroups.list()) console.log(row);
     */
    list(query?: T.ListOauthClientGroupsQuery, options?: CallOptions): ListCall<T.OauthClientGroup>;
    /**
     * Remove clients that nobody uses.
     *
     * Those that registered themselves over 30 days ago and have no living connection. It also happens by itself.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.oauthClientGroups.prune();
     */
    prune(options?: CallOptions): Promise<T.PruneOauthClientsAnswer>;
  };
  initialAccessTokens: {
    /**
     * Create an initial access token.
     *
     * Whoever sends it as `Authorization: Bearer` to `/oauth/register` registers clients that are active at once, also where registration is by approval or off (RFC 7591, section 3).
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.initialAccessTokens.create(body);
     */
    create(body: T.CreateInitialAccessTokenBody, options?: CallOptions): Promise<T.CreateInitialAccessTokenAnswer>;
    /**
     * List initial access tokens.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.initialAccessTokens.list()) console.log(row);
     */
    list(query?: T.ListInitialAccessTokensQuery, options?: CallOptions): ListCall<T.InitialAccessToken>;
    /**
     * Revoke an initial access token.
     *
     * Clients that were registered with it stay.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.initialAccessTokens.revoke("id");
     */
    revoke(id: string, options?: CallOptions): Promise<T.RevokeInitialAccessTokenAnswer>;
  };
  connectionAttempts: {
    /**
     * List attempts of apps to connect.
     *
     * Newest first, of the last 30 days. Yours: where you signed in, of clients that you manage, and those from your own address in the last day that nobody has signed in to. Administrators see all.
     *
     * Needs the scope `audit:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.connectionAttempts.list()) console.log(row);
     */
    list(query?: T.ListConnectionAttemptsQuery, options?: CallOptions): ListCall<T.ConnectionAttempt>;
    /**
     * Show an attempt, step by step.
     *
     * Needs the scope `audit:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.connectionAttempts.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetConnectionAttemptAnswer>;
  };
  doctor: {
    /**
     * Test an MCP server as a strict client would.
     *
     * Challenge, protected resource metadata, authorization server metadata, PKCE, registration, CORS. It registers nothing and signs nobody in. Only addresses on the public internet, and our own, are asked.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example await client.doctor.testMcpServer(body);
     */
    testMcpServer(body: T.TestMcpServerBody, options?: CallOptions): Promise<T.TestMcpServerAnswer>;
    /**
     * Test a client's metadata document.
     *
     * Fetches it as the authorization server would, and explains each finding.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example await client.doctor.testClientDocument(body);
     */
    testClientDocument(body: T.TestClientDocumentBody, options?: CallOptions): Promise<T.TestClientDocumentAnswer>;
  };
  mails: {
    /**
     * List mails.
     *
     * For administrators: what was sent, what waits, and what could not be sent. The newest first; kept for `MAIL_RETENTION_DAYS`.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.mails.list()) console.log(row);
     */
    list(query?: T.ListMailsQuery, options?: CallOptions): ListCall<T.Mail>;
    /**
     * Read a mail that was not sent.
     *
     * For administrators, within 10 minutes of signing in: its link may let its reader in as somebody else. That somebody read it is in the audit log.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, `NOT_FOUND`, or one of every route.
     * @example await client.mails.read("id");
     */
    read(id: string, options?: CallOptions): Promise<T.ReadMailAnswer>;
  };
  auditEvents: {
    /**
     * List audit events.
     *
     * Newest first. Administrators see all; others see their own and those of organizations where they are owner or admin.
     *
     * Needs the scope `audit:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.auditEvents.list()) console.log(row);
     */
    list(query?: T.ListAuditEventsQuery, options?: CallOptions): ListCall<T.AuditEvent>;
    /**
     * The audit log as CSV or NDJSON.
     *
     * The newest 50,000 that match and that you may see. In CSV, cells that a spreadsheet would take for a formula begin with an apostrophe. NDJSON (`format=ndjson`) is one event a line, as the list answers it.
     *
     * Needs the scope `audit:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example await client.auditEvents.export();
     */
    export(query?: T.ExportAuditEventsQuery, options?: CallOptions): Promise<T.ExportAuditEventsAnswer>;
    /**
     * Verify the chain of the audit log.
     *
     * Recomputes the hash of every event from the first one on, and compares the last with the head that is kept apart. Administrators only. Keep `head` somewhere else: with it you can tell later that nothing was cut off.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, or one of every route.
     * @example await client.auditEvents.verify();
     */
    verify(options?: CallOptions): Promise<T.VerifyAuditEventsAnswer>;
  };
  credentials: {
    /**
     * List everything that can act as me.
     *
     * Keys, tokens, connected apps and sessions side by side, newest first, never with a secret.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.credentials.list()) console.log(row);
     */
    list(query?: T.ListCredentialsQuery, options?: CallOptions): ListCall<T.Credential>;
    /**
     * Pause, rename or limit what can act as me.
     *
     * Whatever its kind; acts on its next request. A session cannot be changed, only ended.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.credentials.update("id", body);
     */
    update(id: string, body: T.UpdateCredentialBody, options?: CallOptions): Promise<T.UpdateCredentialAnswer>;
    /**
     * Revoke what can act as me.
     *
     * Whatever its kind: refused from its next request on, on every instance. This cannot be undone.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.credentials.delete("id");
     */
    delete(id: string, options?: CallOptions): Promise<T.DeleteCredentialAnswer>;
    /**
     * Say that a finding is meant to be so.
     *
     * It is not shown any more while what it speaks of stays the same. Of a key of an organization its owners and admins may say so as well.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.credentials.dismissFinding("id", "finding");
     */
    dismissFinding(id: string, finding: string, options?: CallOptions): Promise<T.DismissFindingAnswer>;
    /**
     * Show a finding again.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.credentials.restoreFinding("id", "finding");
     */
    restoreFinding(id: string, finding: string, options?: CallOptions): Promise<T.RestoreFindingAnswer>;
  };
  safety: {
    /**
     * What is unsafe about what can act as me.
     *
     * Findings about keys, tokens and connected apps, each with what repairs it, the most pressing first.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example await client.safety.get();
     */
    get(query?: T.GetSafetyQuery, options?: CallOptions): Promise<T.GetSafetyAnswer>;
  };
  protectedApis: {
    /**
     * Put an API behind the gateway.
     *
     * For administrators. From the next request on Keyhouse answers the prefix: it checks the credential and the most specific rule for method and path, and sends what is allowed to the upstream with `X-Auth-*` headers and a signed `X-Auth-Identity`, without the caller's credential.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `CONFLICT`, or one of every route.
     * @example await client.protectedApis.create(body);
     */
    create(body: T.CreateProtectedApiBody, options?: CallOptions): Promise<T.CreateProtectedApiAnswer>;
    /**
     * List protected APIs.
     *
     * For administrators.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.protectedApis.list()) console.log(row);
     */
    list(query?: T.ListProtectedApisQuery, options?: CallOptions): ListCall<T.ProtectedApi>;
    /**
     * Show a protected API.
     *
     * For administrators.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.protectedApis.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetProtectedApiAnswer>;
    /**
     * Change a protected API.
     *
     * Acts on the next request, and ends open streams that the rules no longer allow. `rules` and `tools` replace the old ones as a whole. What is declared in a file is changed there (409).
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.protectedApis.update("id", body);
     */
    update(id: string, body: T.UpdateProtectedApiBody, options?: CallOptions): Promise<T.UpdateProtectedApiAnswer>;
    /**
     * Take an API from behind the gateway.
     *
     * Its prefix answers 404 from the next request on; open streams end.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.protectedApis.delete("id");
     */
    delete(id: string, options?: CallOptions): Promise<T.DeleteProtectedApiAnswer>;
    /**
     * Check the upstream.
     *
     * Asks it once, from this instance, with a HEAD request and nobody's identity.
     *
     * Needs the scope `admin`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.protectedApis.check("id");
     */
    check(id: string, options?: CallOptions): Promise<T.CheckProtectedApiAnswer>;
  };
  webhooks: {
    /**
     * Create a webhook.
     *
     * Messages follow the Standard Webhooks specification: `webhook-id`, `webhook-timestamp`, `webhook-signature`. What one hears of is what its owner may see in the audit log at that moment. Also needs `audit:read`.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.webhooks.create(body);
     */
    create(body: T.CreateWebhookBody, options?: CallOptions): Promise<T.CreateWebhookAnswer>;
    /**
     * List webhooks.
     *
     * Your own, and those of organizations where you are owner or admin.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.webhooks.list()) console.log(row);
     */
    list(query?: T.ListWebhooksQuery, options?: CallOptions): ListCall<T.Webhook>;
    /**
     * Show a webhook.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.webhooks.get("id");
     */
    get(id: string, options?: CallOptions): Promise<T.GetWebhookAnswer>;
    /**
     * Change a webhook.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.webhooks.update("id", body);
     */
    update(id: string, body: T.UpdateWebhookBody, options?: CallOptions): Promise<T.UpdateWebhookAnswer>;
    /**
     * Delete a webhook.
     *
     * With its deliveries; messages that wait are not sent.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.webhooks.delete("id");
     */
    delete(id: string, options?: CallOptions): Promise<T.DeleteWebhookAnswer>;
    /**
     * Rotate the secret of a webhook.
     *
     * For 24 hours messages are signed with the old secret as well.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, `CONFLICT`, or one of every route.
     * @example await client.webhooks.rotateSecret("id");
     */
    rotateSecret(id: string, options?: CallOptions): Promise<T.RotateWebhookSecretAnswer>;
    /**
     * Send a test message.
     *
     * A message of the type `webhook.test`.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.webhooks.test("id");
     */
    test(id: string, options?: CallOptions): Promise<T.TestWebhookAnswer>;
    /**
     * List the deliveries of a webhook.
     *
     * Newest first; kept for 30 days.
     *
     * Needs the scope `keys:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example for await (const row of client.webhooks.listDeliveries("id")) console.log(row);
     */
    listDeliveries(id: string, query?: T.ListWebhookDeliveriesQuery, options?: CallOptions): ListCall<T.ListWebhookDeliveriesRow>;
    /**
     * Send a message again.
     *
     * The same message under the same `webhook-id`, so that a receiver can tell that it has seen it.
     *
     * Needs the scope `keys:write`.
     * Throws KeyhouseError with the code `FORBIDDEN`, `NOT_FOUND`, or one of every route.
     * @example await client.webhooks.replayDelivery("id", "delivery_id");
     */
    replayDelivery(id: string, deliveryId: string, options?: CallOptions): Promise<T.ReplayWebhookDeliveryAnswer>;
  };
  requests: {
    /**
     * The request log of all credentials.
     *
     * Newest first. Your own credentials, ended ones included, and those of organizations where you are owner or admin; administrators see everybody's. The portal's own calls by cookie are not listed.
     *
     * Needs the scope `audit:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example for await (const row of client.requests.list()) console.log(row);
     */
    list(query?: T.ListRequestsQuery, options?: CallOptions): ListCall<T.Request>;
    /**
     * The request log as CSV.
     *
     * The newest 10,000 that match. Your own credentials, ended ones included, and those of organizations where you are owner or admin; administrators see everybody's. Cells that a spreadsheet would take for a formula begin with an apostrophe.
     *
     * Needs the scope `audit:read`.
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, `FORBIDDEN`, or one of every route.
     * @example await client.requests.export();
     */
    export(query?: T.ExportRequestsQuery, options?: CallOptions): Promise<T.ExportRequestsAnswer>;
  };
  leaks: {
    /**
     * Report a leaked key or token.
     *
     * Whoever holds a leaked secret can have it stopped: keys and tokens are paused, sessions and connections are ended, and the owner is told. Needs no account. The answer is the same, and takes as long, whatever was sent: whether a secret is known is told to its owner alone. The secret itself is neither kept nor logged, nor is your address.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, or one of every route.
     * @example await client.leaks.report(body);
     */
    report(body: T.ReportLeakBody, options?: CallOptions): Promise<T.ReportLeakAnswer>;
    /**
     * Report what a scanner found.
     *
     * The list that GitHub's secret scanning sends to its partners, from any scanner. A signature is not asked for, because a report proves itself: only who has the secret can send it. Otherwise as above.
     *
     * Throws KeyhouseError with the code `VALIDATION_FAILED`, or one of every route.
     * @example await client.leaks.reportScanned(body);
     */
    reportScanned(body: T.ReportScannedLeaksBody, options?: CallOptions): Promise<T.ReportScannedLeaksAnswer>;
  };
  health: {
    /**
     * Is the service well.
     *
     * With a credential also says whose it is; a bad one answers 401.
     *
     * @example await client.health.get();
     */
    get(options?: CallOptions): Promise<T.GetHealthAnswer>;
  };
};
