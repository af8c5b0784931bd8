package dev.leadlog.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Replaces a path or query that Quarkus cannot parse by one that {@link AmbiguousPathFilter}
 * refuses, for example a path with the blank that API Gateway decodes from {@code %20}. Quarkus
 * would answer 400 or 500 without a problem body, before any code of Leadlog runs.
 */
@Singleton
class EventPathReader implements ObjectMapperCustomizer {

  private static final String REFUSED = "%00";

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("paths of events")
            .setDeserializerModifier(
                new BeanDeserializerModifier() {
                  @Override
                  public JsonDeserializer<?> modifyDeserializer(
                      DeserializationConfig config,
                      BeanDescription bean,
                      JsonDeserializer<?> deserializer) {
                    return bean.getBeanClass() == APIGatewayV2HTTPEvent.class
                        ? new Checking(deserializer)
                        : deserializer;
                  }
                }));
  }

  private static final class Checking extends DelegatingDeserializer {

    private static final long serialVersionUID = 1;

    Checking(JsonDeserializer<?> of) {
      super(of);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> of) {
      return new Checking(of);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      APIGatewayV2HTTPEvent event = (APIGatewayV2HTTPEvent) super.deserialize(parser, context);
      if (!AmbiguousPathFilter.isPlain(event.getRawPath())) {
        event.setRawPath("/" + REFUSED);
      }
      if (!AmbiguousPathFilter.isEncoded(event.getRawQueryString())) {
        event.setRawQueryString(REFUSED);
      }
      return event;
    }
  }
}
