package dev.leadlog.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

class SdkFailureTest {

  @Test
  void an_exception_of_the_sdk_is_a_failure_of_the_sdk() {
    assertThat(SdkFailure.is(SdkClientException.create("no connection"))).isTrue();
  }

  @Test
  void another_exception_inside_a_call_of_the_sdk_is_one_too() {
    Throwable failure = catchThrowable(() -> SdkBytes.fromUtf8String(null));

    assertThat(failure).isNotNull().isNotInstanceOf(SdkException.class);
    assertThat(SdkFailure.is(failure)).isTrue();
  }

  @Test
  void an_exception_of_our_own_code_that_the_sdk_calls_is_none() {
    Throwable failure =
        catchThrowable(
            () ->
                SqsClient.builder()
                    .overrideConfiguration(
                        configuration -> {
                          throw new IllegalStateException("a mistake of ours");
                        }));

    assertThat(SdkFailure.is(failure)).isFalse();
  }

  @Test
  void an_exception_of_our_own_code_is_none() {
    assertThat(SdkFailure.is(new IllegalStateException("a mistake of ours"))).isFalse();
  }
}
