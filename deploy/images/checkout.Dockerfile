# ./mvnw -DskipTests package
# docker build -f deploy/images/checkout.Dockerfile -t emporium/checkout checkout-service/target
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
LABEL org.opencontainers.image.title="Emporium checkout"
# third parties' jars change seldom, ours often: two layers
COPY lib/ /app/lib/
COPY checkout-service-*.jar /app/checkout.jar
# heap by the container's limit; the root file system may be read-only, only /tmp is written
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Djava.io.tmpdir=/tmp"
WORKDIR /tmp
USER 10001:10001
EXPOSE 8082 9082
ENTRYPOINT ["java", "-cp", "/app/checkout.jar:/app/lib/*", "dev.emporium.checkout.CheckoutService"]
