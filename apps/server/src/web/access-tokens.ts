import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { CONFIGURATION, type Configuration } from '#libs/platform';

/** Seconds an access token lives. */
export const accessTokenLife = 600;

const issuer = 'mittaphap';

export interface AccessClaims {
  /** Account id. */
  sub: string;
  /** Sign-in id. */
  sid: string;
}

/** Of a token that was checked, with the second it ends. */
export interface ProvenClaims extends AccessClaims {
  exp: number;
}

/** A key object: given a string, jsonwebtoken first tries it as a public key at every request, which costs more than the rest. */
const signingKey = ({ secretKey }: Configuration): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', 'access tokens', 32)));

/** Short-lived proof of a sign-in for programs. It carries no rights: those are read from the database every time. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  issue(accountId: string, signInId: string): Promise<string> {
    const claims: AccessClaims = { sub: accountId, sid: signInId };
    return this.jwt.signAsync(claims, {
      secret: signingKey(this.configuration) as unknown as Buffer,
      algorithm: 'HS256',
      expiresIn: accessTokenLife,
      issuer,
    });
  }
}

/** Checks signature, issuer and age of `Authorization: Bearer …`. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  constructor(@Inject(CONFIGURATION) configuration: Configuration) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The types lag behind jsonwebtoken, which takes key objects.
      secretOrKey: signingKey(configuration) as unknown as Buffer,
      algorithms: ['HS256'],
      issuer,
      ignoreExpiration: false,
    });
  }

  validate({ sub, sid, exp }: ProvenClaims): ProvenClaims {
    return { sub, sid, exp };
  }
}
