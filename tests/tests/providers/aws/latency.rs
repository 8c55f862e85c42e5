//! How long an uncached read takes, beside AWS's client for Python: a
//! measurement, not a test. `cargo test -p nosecrets-tests --test providers
//! latency -- --ignored --nocapture`

use std::process::Command;
use std::time::{Duration, Instant};

use nosecrets::provider::Aws;
use nosecrets::{Place, Provider};

use super::{administer, config, emulator, fixed, soon};

const READS: usize = 200;

const BOTO: &str = "
import boto3, sys, time
client = boto3.client('secretsmanager', endpoint_url=sys.argv[1], region_name='us-east-1', aws_access_key_id='x', aws_secret_access_key='x')
times = []
for _ in range(int(sys.argv[2])):
    begun = time.perf_counter()
    client.get_secret_value(SecretId='latency', VersionStage='AWSCURRENT')
    times.append(time.perf_counter() - begun)
times.sort()
print('boto3: median %.2f ms' % (times[len(times) // 2] * 1000))
";

#[test]
#[ignore = "a measurement"]
fn of_an_uncached_read() {
    let ministack = emulator::ministack().unwrap();
    administer(&ministack.url(), async |client| {
        client.create_secret().name("latency").secret_string("value").send().await.unwrap();
    });
    let aws = Aws::with_config(config(&ministack.url(), fixed("x", "x")));
    let read = || {
        let begun = Instant::now();
        aws.fetch(&Place::new("aws-sm", "latency"), soon()).unwrap();
        begun.elapsed()
    };
    let mut times: Vec<Duration> = (0..READS).map(|_| read()).collect();
    times.sort();
    println!("nosecrets: median {:.2} ms", times[READS / 2].as_secs_f64() * 1000.0);
    let mut boto = Command::new(emulator::interpreter());
    boto.args(["-c", BOTO, &ministack.url(), &READS.to_string()]);
    print!("{}", String::from_utf8(boto.output().unwrap().stdout).unwrap());
}
