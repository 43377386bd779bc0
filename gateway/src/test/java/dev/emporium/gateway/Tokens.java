package dev.emporium.gateway;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Tokens of a made-up issuer, good and bad. */
@SuppressWarnings("JavaUtilDate")
final class Tokens {
  static final UUID MARKETPLACE = UUID.fromString("0190a000-0000-7000-8000-000000000001");
  static final UUID LOCATION = UUID.fromString("0190a000-0000-7000-8000-000000000002");

  final RSAKey rsa;
  final ECKey ec;
  final RSAKey other;
  private final KeyPair ed;

  Tokens() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    other = new RSAKeyGenerator(2048).keyID("rsa-2").generate();
    ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  String keySet() {
    byte[] encoded = ed.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    var okp = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).keyID("ed-1").build();
    return new JWKSet(List.of(rsa, ec, okp)).toString(true);
  }

  String keySetWithOther() {
    return new JWKSet(List.of(other)).toString(true);
  }

  JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(Rig.ISSUER)
        .audience("emporium")
        .subject("user-1")
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("mkt", MARKETPLACE.toString())
        .claim("dia", "appdirect")
        .claim("cli", "client-1")
        .claim("gid", "grant-1")
        .claim("aut", "OAUTH2")
        .claim("loc", LOCATION.toString())
        .claim("rol", List.of("ROLE_CHANNEL_ADMIN"))
        .claim("scp", List.of("charges.readonly"));
  }

  String good() {
    return with(c -> {});
  }

  String with(Consumer<JWTClaimsSet.Builder> change) {
    return signed(rsa, "rsa-1", change);
  }

  String signed(RSAKey key, String kid, Consumer<JWTClaimsSet.Builder> change) {
    try {
      JWTClaimsSet.Builder claims = claims();
      change.accept(claims);
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .keyID(kid)
                  .type(new JOSEObjectType("at+jwt"))
                  .build(),
              claims.build());
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (com.nimbusds.jose.JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String es256() throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec-1").build(), claims().build());
    jwt.sign(new ECDSASigner(ec));
    return jwt.serialize();
  }

  String edDsa() throws Exception {
    String head =
        Base64URL.encode("{\"alg\":\"EdDSA\",\"kid\":\"ed-1\",\"typ\":\"JWT\"}")
            + "."
            + Base64URL.encode(claims().build().toString());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(ed.getPrivate());
    signature.update(head.getBytes(StandardCharsets.US_ASCII));
    return head + "." + Base64URL.encode(signature.sign());
  }

  /** Signed with the public key's own bytes as an HMAC secret. */
  String hs256WithPublicKey(byte[] secret) throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), claims().build());
    jwt.sign(new MACSigner(secret));
    return jwt.serialize();
  }

  String unsigned() {
    return Base64URL.encode("{\"alg\":\"none\",\"kid\":\"rsa-1\"}")
        + "."
        + Base64URL.encode(claims().build().toString())
        + ".";
  }

  String typed(String type) throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa-1")
                .type(new JOSEObjectType(type))
                .build(),
            claims().build());
    jwt.sign(new RSASSASigner(rsa));
    return jwt.serialize();
  }
}
