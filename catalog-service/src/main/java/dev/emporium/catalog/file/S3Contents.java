package dev.emporium.catalog.file;

import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Contents in an S3 bucket. Its client blocks, so it works on worker threads. */
public final class S3Contents implements Contents {
  private static final int PART = 65_536;

  /**
   * Where the bucket is.
   *
   * @param endpoint of an S3 that is not Amazon's (addressed by path then), or empty
   * @param accessKey empty takes the machine's own credentials
   */
  public record Bucket(
      String name, String region, String endpoint, String accessKey, String secretKey) {}

  private final Vertx vertx;
  private final S3Client client;
  private final String bucket;

  public S3Contents(Vertx vertx, Bucket bucket) {
    this.vertx = vertx;
    this.bucket = bucket.name();
    AwsCredentialsProvider credentials =
        bucket.accessKey().isEmpty()
            ? DefaultCredentialsProvider.builder().build()
            : StaticCredentialsProvider.create(
                AwsBasicCredentials.create(bucket.accessKey(), bucket.secretKey()));
    var builder =
        S3Client.builder()
            .region(Region.of(bucket.region()))
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    // a body that is signed as a whole is understood by every S3
    builder.serviceConfiguration(with -> with.chunkedEncodingEnabled(false));
    if (!bucket.endpoint().isEmpty()) {
      builder.endpointOverride(URI.create(bucket.endpoint())).forcePathStyle(true);
    }
    this.client = builder.build();
  }

  @Override
  public Future<Void> keep(String fileId, Path spooled, String contentType) {
    return vertx.executeBlocking(
        () -> {
          client.putObject(put -> put.bucket(bucket).key(fileId).contentType(contentType), spooled);
          Files.deleteIfExists(spooled);
          return null;
        },
        false);
  }

  @Override
  public Reply.Writer read(String fileId, long from, long length) {
    if (length == 0) {
      return out -> Future.succeededFuture();
    }
    String range = "bytes=%d-%d".formatted(from, from + length - 1);
    return out ->
        vertx
            .<InputStream>executeBlocking(
                () -> client.getObject(get -> get.bucket(bucket).key(fileId).range(range)), false)
            .compose(in -> copy(in, out).eventually(() -> closed(in)));
  }

  private Future<Void> copy(InputStream in, WriteStream<Buffer> out) {
    return vertx
        .executeBlocking(() -> in.readNBytes(PART), false)
        .compose(
            part ->
                part.length == 0
                    ? Future.succeededFuture()
                    : out.write(Buffer.buffer(part)).compose(written -> copy(in, out)));
  }

  private Future<Void> closed(InputStream in) {
    return vertx.executeBlocking(
        () -> {
          try {
            in.close();
          } catch (IOException alreadyGone) {
            // what was read is all that counts
          }
          return null;
        },
        false);
  }

  @Override
  public Future<Void> delete(String fileId) {
    return vertx.executeBlocking(
        () -> {
          client.deleteObject(gone -> gone.bucket(bucket).key(fileId));
          return null;
        },
        false);
  }

  @Override
  public Future<Void> close() {
    return vertx.executeBlocking(
        () -> {
          client.close();
          return null;
        },
        false);
  }
}
