package dev.routewright.drafting.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.routewright.drafting.model.Model.Prompt;
import dev.routewright.knowledge.Tokens;
import java.time.Duration;

/** LangChain4j's models and requests for a question, with its logging off and our own way over HTTP. */
final class Clients {
    private static final int STEP_OF_CONTEXT = 4_096;

    private final ModelSettings settings;

    Clients(ModelSettings settings) {
        this.settings = settings;
    }

    StreamingChatModel model(Prompt prompt, HttpClient http) {
        String address = settings.baseUrl().toString();
        var opened = new Opened(http);
        if (settings.provider() == Provider.OLLAMA)
            return OllamaStreamingChatModel.builder()
                    .httpClientBuilder(opened)
                    .baseUrl(address)
                    .modelName(settings.name())
                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                    .logRequests(false)
                    .logResponses(false)
                    .build();
        if (settings.provider() == Provider.ANTHROPIC)
            return AnthropicStreamingChatModel.builder()
                    .httpClientBuilder(opened)
                    .baseUrl(address)
                    .apiKey(settings.apiKey())
                    .modelName(settings.name())
                    .cacheSystemMessages(true)
                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                    .logRequests(false)
                    .logResponses(false)
                    .build();
        var builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(opened)
                .baseUrl(address)
                .modelName(settings.name())
                .strictJsonSchema(prompt.shape()
                        .filter(shape -> StrictShapes.strict(shape.jsonSchema()))
                        .isPresent())
                .logRequests(false)
                .logResponses(false);
        if (!settings.apiKey().isEmpty()) builder.apiKey(settings.apiKey());
        return builder.build();
    }

    ChatRequest request(Prompt prompt, Dialect dialect) {
        return ChatRequest.builder()
                .messages(prompt.messages().stream().map(Clients::message).toList())
                .parameters(parameters(prompt, dialect))
                .build();
    }

    private ChatRequestParameters parameters(Prompt prompt, Dialect dialect) {
        if (settings.provider() == Provider.OLLAMA)
            return filled(OllamaChatRequestParameters.builder().numCtx(context(prompt)), prompt, dialect)
                    .maxOutputTokens(prompt.mostTokens())
                    .build();
        if (settings.provider() == Provider.ANTHROPIC)
            return filled(ChatRequestParameters.builder(), prompt, dialect)
                    .maxOutputTokens(prompt.mostTokens())
                    .build();
        var parameters = OpenAiChatRequestParameters.builder();
        if (dialect.completionTokens()) parameters.maxCompletionTokens(prompt.mostTokens());
        else parameters.maxOutputTokens(prompt.mostTokens());
        return filled(parameters, prompt, dialect).build();
    }

    private <B extends DefaultChatRequestParameters.Builder<?>> B filled(B parameters, Prompt prompt, Dialect dialect) {
        if (dialect.temperature()) parameters.temperature(settings.temperature());
        if (dialect.shapes()) prompt.shape().ifPresent(shape -> parameters.responseFormat(format(shape)));
        parameters.modelName(settings.name());
        return parameters;
    }

    private static ResponseFormat format(Model.Shape shape) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(shape.name())
                        .rootElement(JsonRawSchema.from(shape.jsonSchema()))
                        .build())
                .build();
    }

    private static ChatMessage message(Model.Message message) {
        if (message.role() == Model.Role.SYSTEM) return SystemMessage.from(message.text());
        if (message.role() == Model.Role.USER) return UserMessage.from(message.text());
        return AiMessage.from(message.text());
    }

    /**
     * Ollama cuts a prompt silently that is longer than the context it happens to use. In steps, so that it need not load
     * the model anew for every question.
     */
    private static int context(Prompt prompt) {
        int needed = prompt.mostTokens() + 256;
        for (var message : prompt.messages()) needed += Tokens.count(message.text()) * 5 / 4 + 16;
        return (needed / STEP_OF_CONTEXT + 1) * STEP_OF_CONTEXT;
    }

    /** Hands out the one way over HTTP whatever time limits the library thinks of. */
    private static final class Opened implements HttpClientBuilder {
        private final HttpClient http;

        Opened(HttpClient http) {
            this.http = http;
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofSeconds(60);
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public HttpClient build() {
            return http;
        }
    }
}
