package io.github.pss4j.kubernetesclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.kubernetes.client.openapi.JSON;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;

/** Between objects of the client and JSON. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Without the client's validation, which wants fields that no control looks at. */
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(OffsetDateTime.class, new JSON.OffsetDateTimeTypeAdapter())
          .create();

  private Json() {}

  static <T> T read(String json, Class<T> type) {
    return GSON.fromJson(json, type);
  }

  /** What the client sends to the cluster. */
  static String writeObject(Object object) {
    return GSON.toJson(object);
  }

  static String write(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
