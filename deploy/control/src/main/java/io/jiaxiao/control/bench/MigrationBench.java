package io.jiaxiao.control.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Looking;
import io.jiaxiao.control.Memory;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Operator;
import io.jiaxiao.embedded.LocalProcess;
import io.jiaxiao.partners.oldplatform.OldOrders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The old platform's orders, from the upload to the agreement check and out again, through the gateway. */
final class MigrationBench implements Bench {

    private static final int ORDERS = 100_000;
    private static final int CHILDREN = 10_000;
    private static final int FAULTS_PER_THOUSAND = 20;
    private static final long SEED = 20261126;
    private static final Duration MOST = Duration.ofSeconds(120);
    private static final long MOST_MIB = 512;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String PATH = "/admin/v1/migrations";
    private static final List<String> PLANS = List.of(
            "OLD-XXT,XIAOXUNTONG_M1",
            "OLD-AIXUE,AIXUE_MOBILE_M1",
            "OLD-GKWZ,GAOKAO_VIP_M1",
            "OLD-SZJX,SHUZHIJIAXIAO_M1",
            "OLD-ZXYD,ZHONGXIANG_M1");

    /** Limits are counted as ever, only high enough not to be reached by looking every quarter of a second. */
    private static final String HIGH_LIMITS =
            """
            jiaxiao.gateway.limits:
              console: {per-user: 100000000/1h, per-ip: 100000000/1h}
            """;

    @Override
    public String name() {
        return "migration";
    }

    @Override
    public String about() {
        return "100,000 orders of the old platform: upload, dry run, run, agreement, undoing.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        Settings own = new Settings(
                settings.root(),
                settings.home().resolve("bench-migration"),
                settings.programs(),
                settings.offset(),
                Map.of());
        var platform = new Platform(own, out, 0);
        try {
            Files.createDirectories(own.home());
            Files.writeString(own.home().resolve("gateway.yml"), HIGH_LIMITS);
            platform.up(UpOptions.DEFAULT);
            return new Course(platform, out).measure();
        } catch (IOException | SQLException e) {
            throw new CannotContinue("The bench could not talk to its platform: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted");
        } finally {
            platform.down(true);
        }
    }

    /** One file on its way. */
    private static final class Course {

        private final Platform platform;
        private final PrintStream out;
        private final Http gateway;
        private final Operator operator;
        private long ownMiB;

        Course(Platform platform, PrintStream out) throws IOException, InterruptedException {
            this.platform = platform;
            this.out = out;
            this.gateway = new Http(platform.url("gateway"));
            this.operator = Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"));
        }

        List<Measured> measure() throws IOException, InterruptedException, SQLException {
            var children = new OldChildren(platform);
            children.add(gateway, operator, CHILDREN);
            List<OldChildren.Known> known =
                    children.all().stream().limit(CHILDREN).toList();
            upload(PATH + "/mappings?reason=bench", "mappings", OldChildren.mappings(known, PLANS));
            var file = new StringBuilder(16 * 1024 * 1024);
            OldOrders.Expected expected = orders(known).write(file, ORDERS, FAULTS_PER_THOUSAND);

            Instant start = Instant.now();
            String id = upload(PATH + "?name=bench.csv&reason=bench", "orders", file.toString())
                    .get("id")
                    .getAsString();
            Duration uploaded = told("upload", Duration.between(start, Instant.now()));
            Duration checked = told("dry run", work(id, "checks", "CHECKED"));
            Duration ran = told("run", work(id, "runs", "DONE"));
            int done = count(id, "DONE");
            start = Instant.now();
            boolean agree = agrees(id, expected);
            Duration compared = told("agreement check", Duration.between(start, Instant.now()));
            Duration undone = told("undoing", work(id, "undos", "UNDONE"));
            look();
            long resident = Memory.mostResidentMiB(pid()).orElse(0);
            String conditions = ORDERS + " lines for " + known.size() + " children and 5 products, " + expected.good()
                    + " good: " + expected.opening() + " open, " + expected.extending() + " extend, "
                    + expected.keeping() + " are over; through the gateway, roster-service asked, "
                    + "innodb_flush_log_at_trx_commit=1, events sent meanwhile, order-service with " + heap()
                    + "; everything on the same cores, first run after the start";
            return List.of(
                    new Measured(
                            "run of " + ORDERS + " old orders",
                            seconds(ran),
                            "≤ " + MOST.toSeconds() + " s",
                            ran.compareTo(MOST) <= 0 && done == expected.good(),
                            conditions),
                    new Measured(
                            "order-service's own memory, highest seen",
                            ownMiB + " MB",
                            "≤ " + MOST_MIB + " MB",
                            ownMiB > 0 && ownMiB <= MOST_MIB,
                            "what a container's limit has to hold; pages of mapped files, which the kernel takes back"
                                    + " when it needs them, are not in it: RssAnon and RssShmem, looked at all the while"),
                    Measured.plain(
                            "order-service's resident memory, mapped files included, highest since its start",
                            resident + " MB",
                            conditions),
                    new Measured(
                            "good orders here, sums per product and state as in the file",
                            done + " of " + expected.good() + ", sums agree: " + agree,
                            "all, agree",
                            done == expected.good() && agree,
                            conditions),
                    Measured.plain("upload", seconds(uploaded), conditions),
                    Measured.plain("dry run", seconds(checked), conditions),
                    Measured.plain("agreement check", seconds(compared), conditions),
                    Measured.plain("undoing, " + count(id, "UNDONE") + " taken out", seconds(undone), conditions));
        }

        private static OldOrders orders(List<OldChildren.Known> known) {
            return new OldOrders(
                    SEED,
                    "OP",
                    LocalDate.now(ZoneId.of("Asia/Shanghai")),
                    known.stream().map(OldChildren.Known::old).toList(),
                    PLANS.stream()
                            .map(plan -> plan.substring(0, plan.indexOf(',')))
                            .toList());
        }

        private JsonObject upload(String path, String key, String csv) throws IOException, InterruptedException {
            return gateway.csv(path, csv, operator.token(), "bench-" + key)
                    .expect(201)
                    .json();
        }

        /** Begins it and waits for its end. */
        private Duration work(String id, String what, String end) throws IOException, InterruptedException {
            JsonObject reason = new JsonObject();
            reason.addProperty("reason", "bench");
            Instant start = Instant.now();
            gateway.post(PATH + "/" + id + "/" + what, reason, operator.token(), "bench-" + what)
                    .expect(202);
            Looking.until(PATIENCE, "the migration", () -> stateSeen(id), state -> state.equals(end));
            return Duration.between(start, Instant.now());
        }

        private JsonObject view(String id) throws IOException, InterruptedException {
            return gateway.get(PATH + "/" + id, operator.token()).expect(200).json();
        }

        private int count(String id, String state) throws IOException, InterruptedException {
            return view(id).getAsJsonObject("counts").get(state).getAsInt();
        }

        /** Whether what is here under the file's good orders is what the file has, to the fen. */
        private boolean agrees(String id, OldOrders.Expected expected) throws IOException, InterruptedException {
            int found = 0;
            for (JsonElement each : gateway.get(PATH + "/" + id + "/agreement", operator.token())
                    .expect(200)
                    .json()
                    .getAsJsonArray("items")) {
                JsonObject line = each.getAsJsonObject();
                OldOrders.Sum sum = expected.sums()
                        .get(line.get("oldProduct").getAsString() + " "
                                + line.get("oldState").getAsString());
                if (sum == null) {
                    continue;
                }
                found++;
                if (line.get("ours").getAsInt() != sum.orders()
                        || line.get("oursInState").getAsInt() != sum.orders()
                        || line.get("oursPaidFen").getAsLong() != sum.paidFen()
                        || line.get("oursRefundedFen").getAsLong() != sum.refundedFen()) {
                    out.println("  differs: " + line + ", expected " + sum);
                    return false;
                }
            }
            return found == expected.sums().size();
        }

        private String stateSeen(String id) throws IOException, InterruptedException {
            look();
            return view(id).get("state").getAsString();
        }

        private void look() {
            ownMiB = Math.max(ownMiB, Memory.ownMiB(pid()).orElse(0));
        }

        private String heap() throws IOException {
            for (String argument :
                    Files.readString(Path.of("/proc/" + pid() + "/cmdline")).split("\0")) {
                if (argument.startsWith("-Xmx")) {
                    return argument;
                }
            }
            return "no -Xmx";
        }

        private long pid() {
            LocalProcess process = platform.process("order-service")
                    .orElseThrow(() -> new CannotContinue("order-service does not run any more"));
            return process.pid();
        }

        private Duration told(String what, Duration took) {
            out.printf(Locale.ROOT, "  %s: %s%n", what, seconds(took));
            return took;
        }

        private static String seconds(Duration took) {
            return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1_000.0);
        }
    }
}
