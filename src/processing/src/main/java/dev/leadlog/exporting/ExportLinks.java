package dev.leadlog.exporting;

import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Links to exported files. A link is the right of this function to read the file, signed. */
@Singleton
class ExportLinks {

  private static final Duration VALID = Duration.ofHours(1);

  private final S3Presigner presigner;
  private final LeadlogSettings settings;

  ExportLinks(S3Presigner presigner, LeadlogSettings settings) {
    this.presigner = presigner;
    this.settings = settings;
  }

  ExportedFile of(ExportKey key) {
    String bucket = settings.importBucket().orElseThrow();
    String link =
        presigner
            .presignGetObject(
                p ->
                    p.signatureDuration(VALID)
                        .getObjectRequest(r -> r.bucket(bucket).key(key.text())))
            .url()
            .toString();
    return new ExportedFile("s3://" + bucket + "/" + key.text(), link);
  }
}
